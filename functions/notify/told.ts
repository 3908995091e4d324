import type { NoticePost } from './post.ts';

/** What became of a post. */
export type Told =
  | { readonly kind: 'done' }
  /** Given up: people have it by mail. */
  | { readonly kind: 'gone'; readonly error: unknown }
  /** `seconds`: when to come back, where somebody said so. `error`: for us to look into. */
  | {
      readonly kind: 'later';
      readonly seconds?: number | undefined;
      readonly error?: unknown;
    };

/** Sends one post to its chat, once, however often it comes off the queue. Never rejects for a fault of the chat's. */
export type TellPost = (post: NoticePost) => Promise<Told>;
