/** How someone reached us. */
export type Door = 'slack' | 'teams' | 'web' | 'hook';
