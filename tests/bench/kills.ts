import { killWhileSending } from '../infra/local/kill-and-check.ts';
import { startWebhookEnvironment } from '../infra/local/webhook-environment.ts';
import type { Part } from './measures.ts';

/** Kills the functions that queue and send webhook messages, a hundred times, while damages are reported. */
export const kills: Part = {
  name: 'kills',
  async run(tell) {
    const environment = await startWebhookEnvironment();
    try {
      const names = ['WebhooksOutbound', 'TableStream'];
      const result = await killWhileSending(environment, {
        times: 100,
        names,
        timeoutSeconds: 300,
      });
      tell(
        `Webhooks : ${result.kills} fonctions tuées, ${result.received} envois reçus pour 100 événements`,
      );
      return [
        { what: 'événements perdus', value: result.lost.length, bar: 0, aim: 0, unit: '' },
        {
          what: 'événements sous deux identifiants',
          value: result.doubled.length,
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
