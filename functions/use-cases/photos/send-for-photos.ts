import type { PhotoRef, PhotoSource } from '../../domain/damages/photo.ts';
import type { Happening } from '../../domain/notices/message.ts';
import type { SendOnce } from '../notices/send-once.ts';

/** Has a photo fetched that a chat still holds, when the chat has time. */
export type AskForPhoto = (photo: PhotoRef, from: PhotoSource) => Promise<void>;

export type SendForPhotos = (happening: Happening) => Promise<void>;

/** Has the photos fetched that came with a report from a chat. Rejects if that cannot be asked: nobody else would. */
export function makeSendForPhotos(askForPhoto: AskForPhoto, sendOnce: SendOnce): SendForPhotos {
  return async (happening) => {
    if (happening.kind !== 'damage') return;
    const { uai, id: damageId, photos } = happening.damage;
    for (const { id: photoId, state, from } of photos) {
      if (state !== 'waiting' || !from) continue;
      const noticeId = `photo-${uai}-${damageId}-${photoId}`;
      const report = await sendOnce({ noticeId, recipient: `queued:${from.door}` }, () =>
        askForPhoto({ uai, damageId, photoId }, from),
      );
      if (report.outcome === 'failed') throw report.error;
      if (report.outcome === 'claimed') throw new Error('being asked elsewhere');
    }
  };
}
