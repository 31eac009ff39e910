// An engine for bench/live.js: writes the frames of a capture into its standard output at a steady rate, with the time of now, as pcap. A frame that the reader
// is too slow for is dropped and counted, as a kernel would; counts go to standard error at the end.
//
//     node bench/live-source.js FILE RATE SECONDS
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** Frames waiting for the reader at most: about what the kernel keeps for tcpdump. */
const BACKLOG = 32 << 20;
const EVERY_MILLISECONDS = 1;

const [file, rate, seconds] = process.argv.slice(2).map((word, index) => (index === 0 ? readFileSync(word) : Number(word)));
const output = new Socket({ fd: 1, readable: false, writable: true });
let at = FILE_HEADER;
let sent = 0;
let dropped = 0;

output.on('error', () => process.exit(0));
output.write(file.subarray(0, FILE_HEADER));
// Long enough for the reader to have started.
setTimeout(begin, 500);

function begin() {
  const start = performance.now();
  const timer = setInterval(() => {
    const passed = Math.min(performance.now() - start, seconds * 1000);
    send(Math.floor((passed * rate) / 1000) - sent - dropped);
    if (passed < seconds * 1000) return;
    clearInterval(timer);
    process.stderr.write(`${sent} packets captured\n${dropped} packets dropped by kernel\n`);
    output.end();
  }, EVERY_MILLISECONDS);
}

function send(count) {
  if (output.writableLength > BACKLOG) {
    dropped += count;
    return;
  }
  const now = Date.now();
  const from = at;
  for (let i = 0; i < count; i++) {
    file.writeUInt32LE(Math.floor(now / 1000), at);
    file.writeUInt32LE((now % 1000) * 1000, at + 4);
    at += RECORD_HEADER + file.readUInt32LE(at + 8);
    sent++;
    if (at < file.length) continue;
    output.write(file.subarray(from === at ? FILE_HEADER : from));
    at = FILE_HEADER;
    return send(count - i - 1);
  }
  // The socket keeps what it could not write yet; the file's own bytes are written again later.
  if (at > from) output.write(Buffer.from(file.subarray(from, at)));
}
