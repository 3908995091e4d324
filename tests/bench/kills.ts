import { startHookedWorld } from '../infra/local/hooked-world.ts';
import { killAndTell } from '../infra/local/kill-and-tell.ts';
import type { Part } from './measures.ts';

/** `kill -9` of what writes the orders and of what sends them, a hundred times, while things are written. */
export const kills: Part = {
  name: 'kills',
  async run(tell) {
    const world = await startHookedWorld();
    try {
      const names = ['Webhooks', 'Journal'];
      const told = await killAndTell(world, { times: 100, names, patienceSeconds: 300 });
      tell(
        `Webhooks : ${told.kills} fonctions tuées, ${told.heard} envois reçus pour 100 événements`,
      );
      return [
        { what: 'événements perdus', value: told.lost.length, bar: 0, aim: 0, unit: '' },
        {
          what: 'événements sous deux identifiants',
          value: told.doubled.length,
          bar: 0,
          aim: 0,
          unit: '',
        },
      ];
    } finally {
      await world.stop();
    }
  },
};
