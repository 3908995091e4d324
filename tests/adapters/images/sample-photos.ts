import { crc32, deflateSync } from 'node:zlib';

/* The smallest valid photos of each format, 16 × 8 and grey, with the metadata that a phone writes. */

const ascii = (text: string) => Buffer.from(text, 'latin1');

/** As a phone writes it: the orientation, the maker and the place. */
export function exifOf(orientation: number, order: 'II' | 'MM' = 'MM'): Buffer {
  const little = order === 'II';
  const tiff = Buffer.alloc(128);
  const u16 = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(order, 0, 'latin1');
  u16(42, 2);
  u32(8, 4);
  const entries: readonly (readonly [number, number, number, number])[] = [
    [0x010f, 2, 12, 80], // Make, at 80
    [0x0112, 3, 1, orientation],
    [0x8825, 4, 1, 96], // GPS directory, at 96
  ];
  u16(entries.length, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + 12 * index;
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    if (type === 3) u16(value, at + 8);
    else u32(value, at + 8);
  }
  tiff.write('SecretPhone', 80, 'latin1');
  u16(1, 96);
  u16(0x0001, 98);
  u16(2, 100);
  u32(2, 102);
  tiff.write('SecretNorth', 106, 'latin1');
  return tiff;
}

function segment(marker: number, payload: Buffer): Buffer {
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([header, payload]);
}

const table = (kind: number) =>
  segment(0xc4, Buffer.from([kind, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));

/** The image, from its tables to the end of its scan. */
export const jpegImage = Buffer.concat([
  segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
  segment(0xc0, Buffer.from([8, 0, 8, 0, 16, 1, 1, 0x11, 0])),
  table(0x00),
  table(0x10),
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  // Two blocks without a difference, padded with ones.
  Buffer.from([0x0f]),
]);

const icc = segment(0xe2, Buffer.concat([ascii('ICC_PROFILE\0\x01\x01'), Buffer.alloc(128, 7)]));
export const endOfJpeg = Buffer.from([0xff, 0xd9]);

/** With segments of metadata before the image and data after its end. */
export const jpegOf = (orientation: number, order?: 'II' | 'MM'): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from([...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9])),
    segment(0xe1, Buffer.concat([ascii('Exif\0\0'), exifOf(orientation, order)])),
    segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x>SecretXmp</x>')),
    icc,
    segment(0xe2, ascii('MPF\0SecretSecondPicture')),
    segment(0xed, ascii('Photoshop 3.0\0SecretIptc')),
    segment(0xea, ascii('SecretMaker')),
    segment(0xfe, ascii('SecretComment')),
    jpegImage,
    endOfJpeg,
    ascii('SecretFilm'),
  ]);

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([ascii(name), data]);
  const whole = Buffer.concat([Buffer.alloc(4), named, Buffer.alloc(4)]);
  whole.writeUInt32BE(data.length, 0);
  whole.writeUInt32BE(crc32(named), whole.length - 4);
  return whole;
}

/** Eight lines, each of a filter byte (none) and sixteen grey pixels. */
export const pngImage = chunk('IDAT', deflateSync(Buffer.alloc(8 * 17, 0x00)));

export const pngOf = (orientation: number): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, ...ascii('PNG\r\n\x1a\n')]),
    chunk('IHDR', Buffer.from([0, 0, 0, 16, 0, 0, 0, 8, 8, 0, 0, 0, 0])),
    chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    chunk('tEXt', ascii('Comment\0SecretText')),
    chunk('zTXt', Buffer.concat([ascii('Comment\0\0'), deflateSync('SecretText')])),
    chunk('iTXt', ascii('XML:com.adobe.xmp\0\0\0\0\0SecretXmp')),
    chunk('tIME', Buffer.from([7, 0xe9, 1, 14, 8, 12, 0])),
    chunk('eXIf', exifOf(orientation)),
    pngImage,
    chunk('vpAg', ascii('SecretMaker')),
    chunk('IEND', Buffer.alloc(0)),
    ascii('SecretFilm'),
  ]);

function riff(name: string, data: Buffer): Buffer {
  const header = Buffer.concat([ascii(name), Buffer.alloc(4)]);
  header.writeUInt32LE(data.length, 4);
  return Buffer.concat([header, data, Buffer.alloc(data.length % 2)]);
}

/** One pixel, lossless. */
const pixel = Buffer.from('2f00000010071011118888fe0700', 'hex').subarray(0, 13);
export const webpImage = riff('VP8L', pixel);

export const webpFile = (...chunks: readonly Buffer[]): Buffer => {
  const file = Buffer.concat([ascii('RIFF'), Buffer.alloc(4), ascii('WEBP'), ...chunks]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
};

export const webpOf = (orientation: number): Buffer =>
  Buffer.concat([
    webpFile(
      riff('VP8X', Buffer.from([0x3c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
      riff('ICCP', Buffer.alloc(7, 7)),
      webpImage,
      riff('EXIF', exifOf(orientation)),
      riff('XMP ', ascii('<x>SecretXmp</x>')),
      riff('ODD ', ascii('SecretMaker')),
    ),
    ascii('SecretFilm'),
  ]);

export const animatedWebp = webpFile(
  riff('VP8X', Buffer.from([0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
  riff('ANIM', Buffer.alloc(6)),
  webpImage,
);

export const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), ascii('ftypheic\0\0\0\0mif1heic')]);
