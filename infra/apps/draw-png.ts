import { crc32, deflateSync } from 'node:zlib';

/** Red, green, blue, and how much it covers. */
export type Colour = readonly [number, number, number, number];

/** A square picture, dot by dot. https://www.w3.org/TR/png-3/ */
export function drawPng(side: number, colourAt: (x: number, y: number) => Colour): Uint8Array {
  const rows = Array.from({ length: side }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: side }, (__, x) => colourAt(x, y)).flat()]),
  );
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  // Eight bits of each colour and of what it covers.
  size.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(content.length + 12);
  framed.writeUInt32BE(content.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), content.length + 8);
  return framed;
}
