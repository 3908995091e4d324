/** These bytes as Latin-1 text: every format names its parts in ASCII. */
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

/* The EXIF orientation, 1 to 8: https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E (4.6.5). */

const upright = 1;
const orientationTag = 0x0112;
const shortType = 3;

/** The orientation in an EXIF block, which is a small TIFF file; upright if it has none or an invalid one. */
export function parseOrientation(exif: Uint8Array): number {
  const tiff = nameAt(exif, 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  const byteOrder = nameAt(tiff, 0, 2);
  if (tiff.length < 8 || (byteOrder !== 'II' && byteOrder !== 'MM')) return upright;
  const isLittleEndian = byteOrder === 'II';
  const view = viewOf(tiff);
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > tiff.length) return upright;
  const count = view.getUint16(directory, isLittleEndian);
  for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
    if (entry + 12 > tiff.length) return upright;
    if (view.getUint16(entry, isLittleEndian) !== orientationTag) continue;
    if (view.getUint16(entry + 2, isLittleEndian) !== shortType) return upright;
    const orientation = view.getUint16(entry + 8, isLittleEndian);
    return orientation >= 1 && orientation <= 8 ? orientation : upright;
  }
  return upright;
}

/** An EXIF block with the orientation alone; `undefined` for upright, which needs none. */
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
