declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Kept in memory without it. */
    readonly path?: string;
    /** How long a table stays in CREATING. */
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}
