import { test as check, fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parseOrientation } from '../../../functions/adapters/images/bytes.ts';
import { stripMetadata } from '../../../functions/adapters/images/strip-metadata.ts';
import { photoLimits } from '../../../functions/domain/photo.ts';
import {
  animatedWebp,
  endOfJpeg,
  exifOf,
  heic,
  jpegImage,
  jpegOf,
  pngImage,
  pngOf,
  webpFile,
  webpImage,
  webpOf,
} from './sample-photos.ts';

const formats = [
  { type: 'image/jpeg', photoOf: jpegOf, image: jpegImage },
  { type: 'image/png', photoOf: pngOf, image: pngImage },
  { type: 'image/webp', photoOf: webpOf, image: webpImage },
] as const;

function stripped(bytes: Uint8Array): Buffer {
  const parsed = stripMetadata(bytes);
  if (parsed.kind !== 'clean') throw new Error(parsed.kind);
  return Buffer.from(parsed.bytes);
}

/** Finds the EXIF block in any of the formats; after stripping, `writeOrientation` has written it. */
function orientationOf(photo: Buffer): number {
  const exif = photo.indexOf(Buffer.from('MM\0*', 'latin1'));
  return exif < 0 ? 1 : parseOrientation(photo.subarray(exif));
}

describe.each(formats)('a photo of the type $type', ({ type, photoOf, image }) => {
  test('loses its metadata', () => {
    expect(photoOf(6).toString('latin1')).toContain('Secret');
    expect(stripped(photoOf(6)).toString('latin1')).not.toContain('Secret');
    expect(stripMetadata(photoOf(6))).toMatchObject({ kind: 'clean', type });
  });

  test('keeps the same image, byte for byte', () => {
    expect(stripped(photoOf(6)).includes(image)).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('keeps the orientation %i', (orientation) => {
    expect(orientationOf(stripped(photoOf(orientation)))).toBe(orientation);
  });

  test('has no EXIF at all when it is upright', () => {
    expect(stripped(photoOf(1)).toString('latin1')).not.toMatch(/exif/i);
  });

  test('does not change when it is stripped again', () => {
    const once = stripped(photoOf(6));
    expect(stripped(once)).toEqual(once);
  });

  test('is refused when it is truncated, unless only what follows the image is missing', () => {
    const photo = photoOf(6);
    for (let length = 12; length < photo.length; length += 1) {
      const parsed = stripMetadata(photo.subarray(0, length));
      if (parsed.kind === 'clean') expect(Buffer.from(parsed.bytes)).toEqual(stripped(photo));
      else expect(parsed.kind).toBe('damaged');
    }
  });

  check.prop([fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })])(
    'with random bytes changed is stripped or refused, without an exception',
    (changes) => {
      const photo = Buffer.from(photoOf(6));
      for (const [at, value] of changes) photo[at % photo.length] = value;
      const parsed = stripMetadata(photo);
      if (parsed.kind !== 'clean') return;
      expect(stripMetadata(parsed.bytes)).toEqual(parsed);
    },
  );
});

test('the colour profile is kept', () => {
  expect(stripped(jpegOf(1)).toString('latin1')).toContain('ICC_PROFILE');
  expect(stripped(webpOf(1)).toString('latin1')).toContain('ICCP');
  expect(stripped(pngOf(1)).toString('latin1')).toContain('gAMA');
});

test('the thumbnail in the header of a JPEG is removed', () => {
  const jpeg = stripped(jpegOf(1));
  expect(jpeg.subarray(2, 20)).toEqual(
    Buffer.from([0xff, 0xe0, 0, 16, ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  );
});

test('the flags and the size of a WebP match its chunks', () => {
  const flagsOf = (webp: Buffer) => webp[webp.indexOf('VP8X') + 8];
  expect(flagsOf(stripped(webpOf(1)))).toBe(0x30);
  expect(flagsOf(stripped(webpOf(6)))).toBe(0x38);
  const sizeOf = (webp: Buffer) => webp.readUInt32LE(4) + 8;
  expect(sizeOf(stripped(webpOf(6)))).toBe(stripped(webpOf(6)).length);
});

test.each(['II', 'MM'] as const)(
  'the orientation is parsed in both byte orders: %s',
  (byteOrder) => {
    expect(parseOrientation(exifOf(8, byteOrder))).toBe(8);
    expect(orientationOf(stripped(jpegOf(6, byteOrder)))).toBe(6);
  },
);

check.prop([fc.uint8Array({ maxLength: 200 })])(
  'an EXIF block of random bytes has a valid orientation',
  (bytes) => {
    const header = Buffer.from('MM\0*', 'latin1');
    expect(parseOrientation(bytes)).toBe(1);
    const orientation = parseOrientation(Buffer.concat([header, bytes]));
    expect(orientation >= 1 && orientation <= 8).toBe(true);
  },
);

check.prop([fc.uint8Array({ maxLength: 500 }), fc.constantFrom(jpegOf(1), pngOf(1), webpOf(1))])(
  'random bytes after a valid header are stripped or refused, without an exception',
  (bytes, photo) => {
    stripMetadata(Buffer.concat([photo.subarray(0, 12), bytes]));
  },
);

describe('a refusal says why', () => {
  test.each([
    ['a photo in the format of iPhones', heic, 'heic'],
    ['an HTML page', Buffer.from('<!doctype html><script>'), 'not-a-photo'],
    ['an empty file', Buffer.alloc(0), 'not-a-photo'],
    ['an animated WebP', animatedWebp, 'damaged'],
    ['a WebP without an image', webpFile(), 'damaged'],
    ['a JPEG without an image', Buffer.concat([Buffer.from([0xff, 0xd8]), endOfJpeg]), 'damaged'],
    ['more than ten megabytes', Buffer.alloc(photoLimits.bytes + 1, 0xff), 'too-large'],
  ] as const)('%s: %s', (_, bytes, kind) => {
    expect(stripMetadata(bytes)).toEqual({ kind });
  });
});
