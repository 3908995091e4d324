import type { Register } from '../../domain/colleges/college.ts';
import type { Digest } from '../../domain/notices/digest.ts';
import type { DigestVoice } from '../ports.ts';
import type { SendOnce, SendReport } from './send-once.ts';

export type SendDigest = (digest: Digest, register: Register) => Promise<readonly SendReport[]>;

/** Sends a digest to every recipient that has not had it. One that fails hides no other, and is tried again by the next run. */
export function makeSendDigest(voices: readonly DigestVoice[], sendOnce: SendOnce): SendDigest {
  return (digest, register) =>
    Promise.all(
      voices.map(({ recipient, tell }) =>
        sendOnce({ noticeId: `digest-${digest.number}`, recipient }, () => tell(digest, register)),
      ),
    );
}
