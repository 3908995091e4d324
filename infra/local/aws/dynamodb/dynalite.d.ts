/** The package has no types: https://github.com/architect/dynalite */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  function dynalite(options: { path?: string; createTableMs: number }): Server;
  export = dynalite;
}
