import type { Happening } from '../domain/message.ts';
import type { Photo, PhotoRef, Pictured } from '../domain/photo.ts';
import type { SendOnce } from './send-once.ts';

/** Has a photo fetched that a chat still holds, when the chat has time. */
export type AskForPhoto = (photo: PhotoRef, file: string) => Promise<void>;

export type SendForPhotos = (happening: Happening) => Promise<void>;

/** Has the photos fetched that came from a chat with what was written. Rejects if that cannot be asked: nobody else would. */
export function makeSendForPhotos(askForPhoto: AskForPhoto, sendOnce: SendOnce): SendForPhotos {
  return async (happening) => {
    for (const { of, photo } of photosOf(happening)) {
      const { id: photoId, state, from } = photo;
      if (state !== 'waiting' || from?.door !== 'slack') continue;
      const thing = 'damageId' in of ? of.damageId : `${of.deliveryId}-${of.reserveId}`;
      const noticeId = `photo-${of.uai}-${thing}-${photoId}`;
      const report = await sendOnce({ noticeId, recipient: `queued:${from.door}` }, () =>
        askForPhoto({ ...of, photoId }, from.file),
      );
      if (report.outcome === 'failed') throw report.error;
      if (report.outcome === 'claimed') throw new Error('being asked elsewhere');
    }
  };
}

interface PhotoOf {
  readonly of: Pictured;
  readonly photo: Photo;
}

function photosOf(happening: Happening): readonly PhotoOf[] {
  if (happening.kind === 'damage') {
    const { uai, id: damageId, photos } = happening.damage;
    return photos.map((photo) => ({ of: { uai, damageId }, photo }));
  }
  if (happening.kind !== 'delivery') return [];
  const { uai, id: deliveryId, receipts } = happening.delivery;
  return receipts
    .flatMap(({ reserves }) => reserves)
    .flatMap(({ id: reserveId, photos }) =>
      photos.map((photo) => ({ of: { uai, deliveryId, reserveId }, photo })),
    );
}
