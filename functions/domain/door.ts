/** How someone reached us. */
export type Door = 'slack' | 'teams' | 'web' | 'hook';

/** The doors where people speak with a bot. */
export type ChatDoor = Extract<Door, 'slack' | 'teams'>;
