// Reads a capture and counts its frames, nothing else: node bench/read.js FILE [pcap-parser]
import { openCapture } from '../dist/capture/open-capture.js';

const [file, reader = 'own'] = process.argv.slice(2);
let frames = 0;
for await (const batch of await openCapture([file], { reader })) frames += batch.count;
console.log(`${frames} frames`);
