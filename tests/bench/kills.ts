import { killAndTell } from '../infra/local/kill-and-check.ts';
import { startWebhookEnvironment } from '../infra/local/webhook-environment.ts';
import type { Part } from './measures.ts';

/** `kill -9` of what writes the orders and of what sends them, a hundred times, while things are written. */
export const kills: Part = {
  name: 'kills',
  async run(tell) {
    const environment = await startWebhookEnvironment();
    try {
      const names = ['WebhooksOutbound', 'TableStream'];
      const told = await killAndTell(environment, { times: 100, names, patienceSeconds: 300 });
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
      await environment.stop();
    }
  },
};
