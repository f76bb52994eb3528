// node node_decode.js LABEL: as `encoding_tool decode LABEL`, by Node's TextDecoder.
const fs = require('fs');
const decoder = new TextDecoder(process.argv[2]);
const input = fs.readFileSync(0);
const parts = [];
for (let i = 0; i + 4 <= input.length;) {
  const size = input.readUInt32LE(i);
  const text = Buffer.from(decoder.decode(input.subarray(i + 4, i + 4 + size)), 'utf8');
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  parts.push(head, text);
  i += 4 + size;
}
fs.writeSync(1, '');
const output = Buffer.concat(parts);
for (let i = 0; i < output.length;) i += fs.writeSync(1, output, i);
