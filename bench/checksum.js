// How fast the CRC32c is, on packets of a SACK's, a small message's and a full frame's size: node bench/checksum.js
import { crc32c } from '../dist/dissect/crc32c.js';

const BYTES = 256 * 2 ** 20;
const RUNS = 5;

for (const length of [48, 188, 1452]) {
  const block = new Uint8Array(1 << 20).map((_, at) => Math.imul(at, 2654435761) >>> 24);
  const view = new DataView(block.buffer);
  const packets = Math.floor(block.length / length);
  const times = [];
  let sum = 0;
  for (let run = 0; run < RUNS; run++) {
    const begin = process.hrtime.bigint();
    for (let done = 0; done < BYTES; done += packets * length) {
      sum ^= checksums(view, packets, length);
    }
    times.push(Number(process.hrtime.bigint() - begin) / 1e9);
  }
  const median = times.sort((a, b) => a - b)[RUNS >> 1];
  console.log(
    `${String(length).padStart(5)} bytes: ${(BYTES / median / 1e9).toFixed(2)} GB/s, ${((median / BYTES) * length * 1e9).toFixed(0)} ns a packet (${sum >>> 0})`,
  );
}

/** A function of its own, as the analysis has it: loops at a module's top level are compiled less well, and cost half of the speed. */
function checksums(view, packets, length) {
  let sum = 0;
  for (let packet = 0; packet < packets; packet++) sum ^= crc32c(view, packet * length, packet * length + length);
  return sum;
}
