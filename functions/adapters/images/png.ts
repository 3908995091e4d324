import { crc32 } from 'node:zlib';
import { joinBytes, nameAt, parseOrientation, toBytes, viewOf, writeOrientation } from './bytes.ts';

/* https://www.w3.org/TR/png-3/ */

const signatureLength = 8;

/** The chunks that decoding needs: the image and its colours. */
const kept = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'mDCV',
  'cLLI',
  'bKGD',
  'pHYs',
]);

/** The same image, with only the chunks that decoding needs; `undefined` if it is damaged or truncated. */
export function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const before: Uint8Array[] = [];
  const image: Uint8Array[] = [];
  let orientation = 1;
  let offset = signatureLength;
  let name = '';
  while (name !== 'IEND') {
    if (offset + 12 > bytes.length) return undefined;
    const length = view.getUint32(offset);
    const end = offset + 12 + length;
    name = nameAt(bytes, offset + 4, 4);
    if (end > bytes.length || (offset === signatureLength) !== (name === 'IHDR')) return undefined;
    if (view.getUint32(end - 4) !== crc32(bytes.subarray(offset + 4, end - 4))) return undefined;
    if (name === 'eXIf') orientation = parseOrientation(bytes.subarray(offset + 8, end - 4));
    if (kept.has(name)) {
      const isImage = image.length > 0 || name === 'IDAT';
      (isImage ? image : before).push(bytes.subarray(offset, end));
    }
    offset = end;
  }
  if (nameAt(image[0] ?? bytes, 4, 4) !== 'IDAT') return undefined;
  const exif = writeOrientation(orientation);
  return joinBytes([
    bytes.subarray(0, signatureLength),
    ...before,
    ...(exif ? [toChunk('eXIf', exif)] : []),
    ...image,
  ]);
}

export function toChunk(name: string, data: Uint8Array): Uint8Array {
  const named = joinBytes([toBytes(name), data]);
  const chunk = joinBytes([new Uint8Array(4), named, new Uint8Array(4)]);
  const view = viewOf(chunk);
  view.setUint32(0, data.length);
  view.setUint32(chunk.length - 4, crc32(named));
  return chunk;
}
