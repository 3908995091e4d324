import { type PhotoParseResult, type PhotoType, photoLimits } from '../../domain/photo.ts';
import { nameAt } from './bytes.ts';
import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

const strippers: Readonly<Record<PhotoType, (bytes: Uint8Array) => Uint8Array | undefined>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
};

/** ISO/IEC 23008-12, annex B. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/**
 * Removes the place, the date, the camera and all other metadata except the orientation; the image is not compressed
 * again. The type is found in the bytes, because file names and declared types cannot be trusted.
 */
export function stripMetadata(bytes: Uint8Array): PhotoParseResult {
  if (bytes.length > photoLimits.bytes) return { kind: 'too-large' };
  const type = typeOf(bytes);
  if (!type) return { kind: isHeic(bytes) ? 'heic' : 'not-a-photo' };
  const stripped = strippers[type](bytes);
  return stripped ? { kind: 'clean', type, bytes: stripped } : { kind: 'damaged' };
}

function typeOf(bytes: Uint8Array): PhotoType | undefined {
  if (nameAt(bytes, 0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (nameAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (nameAt(bytes, 0, 4) === 'RIFF' && nameAt(bytes, 8, 4) === 'WEBP') return 'image/webp';
  return undefined;
}

const isHeic = (bytes: Uint8Array): boolean =>
  nameAt(bytes, 4, 4) === 'ftyp' && heicBrands.has(nameAt(bytes, 8, 4));
