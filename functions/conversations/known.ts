import type { Speaker } from './talk.ts';

/** Who speaks, once we know who they are. */
export type Known = Extract<Speaker, { readonly kind: 'known' }>;
export type Stranger = Extract<Speaker, { readonly kind: 'stranger' }>;
