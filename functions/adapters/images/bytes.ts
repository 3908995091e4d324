/** The text of these bytes, one character each: how every format names its parts. */
export const nameAt = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

export const toBytes = (name: string): Uint8Array =>
  Uint8Array.from(name, (letter) => letter.charCodeAt(0));

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/* How the camera was held, 1 to 8: https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E (4.6.5). */

const upright = 1;
const orientationTag = 0x0112;
const shortType = 3;

/** What an EXIF block (a small TIFF file) says of the orientation; upright when it says nothing sensible. */
export function parseOrientation(exif: Uint8Array): number {
  const tiff = nameAt(exif, 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  const order = nameAt(tiff, 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return upright;
  const isLittle = order === 'II';
  const view = viewOf(tiff);
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return upright;
  const count = view.getUint16(directory, isLittle);
  for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
    if (entry + 12 > tiff.length) return upright;
    if (view.getUint16(entry, isLittle) !== orientationTag) continue;
    if (view.getUint16(entry + 2, isLittle) !== shortType) return upright;
    const orientation = view.getUint16(entry + 8, isLittle);
    return orientation >= 1 && orientation <= 8 ? orientation : upright;
  }
  return upright;
}

/** An EXIF block that says this and nothing else; nothing for a photo that is upright. */
export function writeOrientation(orientation: number): Uint8Array | undefined {
  if (orientation === upright) return undefined;
  const tiff = new Uint8Array(26);
  const view = viewOf(tiff);
  tiff.set([0x4d, 0x4d, 0, 42]);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, orientationTag);
  view.setUint16(12, shortType);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}
