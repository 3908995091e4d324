import { joinBytes, nameAt, parseOrientation, toBytes, viewOf, writeOrientation } from './bytes.ts';

/* https://developers.google.com/speed/webp/docs/riff_container */

const headerLength = 12;
const exifFlag = 0x08;
const colourAndAlphaFlags = 0x30;
const kept = new Set(['VP8 ', 'VP8L', 'ALPH', 'ICCP']);

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
}

/** The same image, with only the chunks that decoding needs; `undefined` if it is damaged, truncated or animated. */
export function stripWebp(bytes: Uint8Array): Uint8Array | undefined {
  const chunks = parseChunks(bytes);
  if (!chunks || chunks.some(({ name }) => name === 'ANIM' || name === 'ANMF')) return undefined;
  if (!chunks.some(({ name }) => name === 'VP8 ' || name === 'VP8L')) return undefined;
  const originalExif = chunks.find(({ name }) => name === 'EXIF');
  const extended = chunks.find(({ name }) => name === 'VP8X');
  // Only the extended format can have an EXIF chunk.
  const exif = extended && originalExif && writeOrientation(parseOrientation(originalExif.data));
  const parts = [
    ...(extended ? [toChunk('VP8X', withFlags(extended.data, exif ? exifFlag : 0))] : []),
    ...chunks.flatMap(({ name, data }) => (kept.has(name) ? [toChunk(name, data)] : [])),
    ...(exif ? [toChunk('EXIF', exif)] : []),
  ];
  return toFile(parts);
}

function parseChunks(bytes: Uint8Array): readonly Chunk[] | undefined {
  const view = viewOf(bytes);
  const fileEnd = 8 + view.getUint32(4, true);
  if (fileEnd > bytes.length) return undefined;
  const chunks: Chunk[] = [];
  let offset = headerLength;
  while (offset < fileEnd) {
    if (offset + 8 > fileEnd) return undefined;
    const length = view.getUint32(offset + 4, true);
    const end = offset + 8 + length;
    if (end > fileEnd) return undefined;
    const name = nameAt(bytes, offset, 4);
    if (name === 'VP8X' && length !== 10) return undefined;
    chunks.push({ name, data: bytes.subarray(offset + 8, end) });
    offset = end + (length % 2);
  }
  return chunks;
}

function withFlags(data: Uint8Array, added: number): Uint8Array {
  const [flags = 0, ...size] = data;
  return Uint8Array.of((flags & colourAndAlphaFlags) | added, ...size);
}

function toChunk(name: string, data: Uint8Array): Uint8Array {
  const header = joinBytes([toBytes(name), new Uint8Array(4)]);
  viewOf(header).setUint32(4, data.length, true);
  return joinBytes([header, data, new Uint8Array(data.length % 2)]);
}

function toFile(chunks: readonly Uint8Array[]): Uint8Array {
  const file = joinBytes([toBytes('RIFF'), new Uint8Array(4), toBytes('WEBP'), ...chunks]);
  viewOf(file).setUint32(4, file.length - 8, true);
  return file;
}
