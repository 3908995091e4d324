import { joinBytes, nameAt, parseOrientation, toBytes, viewOf, writeOrientation } from './bytes.ts';

/* https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B */

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const exifName = 'Exif\0\0';

interface Segment {
  readonly marker: number;
  readonly payload: Uint8Array;
  /** For a scan, where its compressed data ends. */
  readonly end: number;
}

/** The same image, with only the segments that decoding needs; `undefined` if it is damaged or truncated. */
export function stripJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let hasFrame = false;
  let hasScan = false;
  let offset = skipFill(bytes, 2);
  for (;;) {
    const segment = parseSegment(bytes, offset);
    if (!segment) return undefined;
    const { marker, payload, end } = segment;
    // Phones append other pictures, films or notes after the end of the image.
    if (marker === endOfImage) break;
    if (marker === 0xe1 && nameAt(payload, 0, 6) === exifName) {
      orientation = parseOrientation(payload);
    }
    hasFrame ||= isFrame(marker);
    hasScan ||= marker === startOfScan;
    const payloadToKeep = keptPayload(segment);
    if (payloadToKeep)
      kept.push(
        marker === startOfScan ? bytes.subarray(offset, end) : toSegment(marker, payloadToKeep),
      );
    offset = end;
  }
  if (!hasFrame || !hasScan) return undefined;
  const exif = writeOrientation(orientation);
  return joinBytes([
    Uint8Array.of(0xff, startOfImage),
    ...(exif ? [toSegment(0xe1, joinBytes([toBytes(exifName), exif]))] : []),
    ...kept,
    Uint8Array.of(0xff, endOfImage),
  ]);
}

/** The payload without metadata; `undefined` for a segment to drop. It lists what is kept, because what cameras write is unlimited. */
function keptPayload({ marker, payload }: Segment): Uint8Array | undefined {
  const isTable = marker === 0xc4 || marker === 0xcc || (marker >= 0xdb && marker <= 0xdf);
  if (isFrame(marker) || isTable || marker === startOfScan) return payload;
  // The version and the density, without the thumbnail that may follow.
  if (marker === 0xe0 && nameAt(payload, 0, 5) === 'JFIF\0' && payload.length >= 14) {
    return joinBytes([payload.subarray(0, 12), Uint8Array.of(0, 0)]);
  }
  if (marker === 0xe2 && nameAt(payload, 0, 12) === 'ICC_PROFILE\0') return payload;
  if (marker === 0xee && nameAt(payload, 0, 5) === 'Adobe') return payload.subarray(0, 12);
  return undefined;
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function parseSegment(bytes: Uint8Array, offset: number): Segment | undefined {
  if (bytes[offset] !== 0xff) return undefined;
  const marker = bytes[offset + 1];
  if (marker === endOfImage) return { marker, payload: bytes.subarray(0, 0), end: offset + 2 };
  if (marker === undefined || marker < 0xc0 || (marker >= 0xd0 && marker <= startOfImage)) {
    return undefined;
  }
  if (offset + 4 > bytes.length) return undefined;
  const length = viewOf(bytes).getUint16(offset + 2);
  const end = offset + 2 + length;
  if (length < 2 || end > bytes.length) return undefined;
  const payload = bytes.subarray(offset + 4, end);
  if (marker !== startOfScan) return { marker, payload, end: skipFill(bytes, end) };
  const scanEnd = findScanEnd(bytes, end);
  return scanEnd === undefined ? undefined : { marker, payload, end: scanEnd };
}

/** Skips fill bytes: any number of FF may precede a marker. */
function skipFill(bytes: Uint8Array, from: number): number {
  let offset = from;
  while (bytes[offset] === 0xff && bytes[offset + 1] === 0xff) offset += 1;
  return offset;
}

/** The next marker that ends the scan: an escaped FF and a restart marker are part of it. */
function findScanEnd(bytes: Uint8Array, from: number): number | undefined {
  for (let offset = bytes.indexOf(0xff, from); offset >= 0; offset = bytes.indexOf(0xff, offset)) {
    const next = bytes[offset + 1];
    if (next === undefined) return undefined;
    const isInside = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!isInside && next !== 0xff) return offset;
    offset += isInside ? 2 : 1;
  }
  return undefined;
}

function toSegment(marker: number, payload: Uint8Array): Uint8Array {
  const header = Uint8Array.of(0xff, marker, 0, 0);
  viewOf(header).setUint16(2, payload.length + 2);
  return joinBytes([header, payload]);
}
