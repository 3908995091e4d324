import { test as check, fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parseOrientation } from '../../../functions/adapters/images/bytes.ts';
import { stripMetadata } from '../../../functions/adapters/images/strip-metadata.ts';
import { photoLimits } from '../../../functions/domain/photo.ts';
import {
  endOfJpeg,
  exifOf,
  heic,
  jpegImage,
  jpegOf,
  movingWebp,
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

/** Where the EXIF block of any of the formats begins: what is left of it is always written by us. */
function orientationOf(photo: Buffer): number {
  const exif = photo.indexOf(Buffer.from('MM\0*', 'latin1'));
  return exif < 0 ? 1 : parseOrientation(photo.subarray(exif));
}

describe.each(formats)('a photo of the type $type', ({ type, photoOf, image }) => {
  test('tells nothing any more but what is seen on it', () => {
    expect(photoOf(6).toString('latin1')).toContain('Secret');
    expect(stripped(photoOf(6)).toString('latin1')).not.toContain('Secret');
    expect(stripMetadata(photoOf(6))).toMatchObject({ kind: 'clean', type });
  });

  test('is the same picture, byte for byte', () => {
    expect(stripped(photoOf(6)).includes(image)).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('held as %i says, stands as it stood', (orientation) => {
    expect(orientationOf(stripped(photoOf(orientation)))).toBe(orientation);
  });

  test('held upright, carries no EXIF at all', () => {
    expect(stripped(photoOf(1)).toString('latin1')).not.toMatch(/exif/i);
  });

  test('stripped twice is stripped once', () => {
    const once = stripped(photoOf(6));
    expect(stripped(once)).toEqual(once);
  });

  test('cut short anywhere before its end is refused, or lacks nothing', () => {
    const photo = photoOf(6);
    for (let length = 12; length < photo.length; length += 1) {
      const parsed = stripMetadata(photo.subarray(0, length));
      if (parsed.kind === 'clean') expect(Buffer.from(parsed.bytes)).toEqual(stripped(photo));
      else expect(parsed.kind).toBe('damaged');
    }
  });

  check.prop([fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })])(
    'whatever became of its bytes, it is refused or stripped and nothing breaks',
    (changes) => {
      const photo = Buffer.from(photoOf(6));
      for (const [at, value] of changes) photo[at % photo.length] = value;
      const parsed = stripMetadata(photo);
      if (parsed.kind !== 'clean') return;
      expect(stripMetadata(parsed.bytes)).toEqual(parsed);
    },
  );
});

test('the profile of its colours is kept', () => {
  expect(stripped(jpegOf(1)).toString('latin1')).toContain('ICC_PROFILE');
  expect(stripped(webpOf(1)).toString('latin1')).toContain('ICCP');
  expect(stripped(pngOf(1)).toString('latin1')).toContain('gAMA');
});

test('the small picture inside the header of a JPEG goes too', () => {
  const jpeg = stripped(jpegOf(1));
  expect(jpeg.subarray(2, 20)).toEqual(
    Buffer.from([0xff, 0xe0, 0, 16, ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  );
});

test('what a WebP says it holds is what it holds', () => {
  const flagsOf = (webp: Buffer) => webp[webp.indexOf('VP8X') + 8];
  expect(flagsOf(stripped(webpOf(1)))).toBe(0x30);
  expect(flagsOf(stripped(webpOf(6)))).toBe(0x38);
  const sizeOf = (webp: Buffer) => webp.readUInt32LE(4) + 8;
  expect(sizeOf(stripped(webpOf(6)))).toBe(stripped(webpOf(6)).length);
});

test.each(['II', 'MM'] as const)(
  'the orientation is read in either order of bytes: %s',
  (order) => {
    expect(parseOrientation(exifOf(8, order))).toBe(8);
    expect(orientationOf(stripped(jpegOf(6, order)))).toBe(6);
  },
);

check.prop([fc.uint8Array({ maxLength: 200 })])(
  'an EXIF block of any bytes breaks nothing',
  (bytes) => {
    const order = Buffer.from('MM\0*', 'latin1');
    expect(parseOrientation(bytes)).toBe(1);
    const read = parseOrientation(Buffer.concat([order, bytes]));
    expect(read >= 1 && read <= 8).toBe(true);
  },
);

check.prop([fc.uint8Array({ maxLength: 500 }), fc.constantFrom(jpegOf(1), pngOf(1), webpOf(1))])(
  'any bytes behind a right beginning are refused or stripped, and nothing breaks',
  (bytes, photo) => {
    stripMetadata(Buffer.concat([photo.subarray(0, 12), bytes]));
  },
);

describe('what is refused says why', () => {
  test.each([
    ['a photo as iPhones keep them', heic, 'heic'],
    ['a page', Buffer.from('<!doctype html><script>'), 'not-a-photo'],
    ['nothing', Buffer.alloc(0), 'not-a-photo'],
    ['a drawing that moves', movingWebp, 'damaged'],
    ['a WebP without a picture', webpFile(), 'damaged'],
    ['a JPEG without a picture', Buffer.concat([Buffer.from([0xff, 0xd8]), endOfJpeg]), 'damaged'],
    ['more than ten megabytes', Buffer.alloc(photoLimits.bytes + 1, 0xff), 'too-large'],
  ] as const)('%s: %s', (_, bytes, kind) => {
    expect(stripMetadata(bytes)).toEqual({ kind });
  });
});
