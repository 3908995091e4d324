import type { Speaker } from './talk.ts';

/** Who speaks, once we know who they are. */
export type Known = Extract<Speaker, { readonly kind: 'known' }>;
