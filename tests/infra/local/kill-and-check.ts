import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { newSubscriber } from '../../../functions/domain/webhooks/subscriber.ts';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { crochepierre, damage, durand, register } from '../../shared/examples.ts';
import type { WebhookEnvironment } from './webhook-environment.ts';

export interface Told {
  /** How often a function was truly running when it was killed. */
  readonly kills: number;
  /** Things that were written and that nobody heard of. */
  readonly lost: readonly string[];
  /** Things that were heard of under two ids. */
  readonly doubled: readonly string[];
  /** Everything that arrived, the same event more than once too. */
  readonly heard: number;
}

export interface Killing {
  /** As many things are written, and as many kills tried. */
  readonly times: number;
  /** Which functions, in turn. */
  readonly names: readonly string[];
  readonly patienceSeconds: number;
}

/** Writes one thing after the other, kills functions meanwhile, and waits until nothing more is to be heard. */
export async function killAndTell(
  environment: WebhookEnvironment,
  killing: Killing,
): Promise<Told> {
  const { times, names, patienceSeconds } = killing;
  const idsOf = new Map<string, Set<string>>();
  let heard = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { data } = JSON.parse(Buffer.concat(parts).toString());
    const ids = idsOf.get(data.reference) ?? new Set();
    idsOf.set(data.reference, ids.add(String(request.headers['webhook-id'])));
    heard += 1;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await environment.departement.replaceRegister(register, environment.clock.now().toISOString());
  const terms = {
    name: 'Somebody',
    url: `http://127.0.0.1:${port}/hooks`,
    types: ['damage.reported'] as const,
  };
  await environment.subscribers.save(
    newSubscriber('abcdef123456', terms, { at: '', who: '', idempotencyKey: 'a' }),
  );

  const written: string[] = [];
  let kills = 0;
  for (let index = 0; index < times; index += 1) {
    written.push(await report(environment, index));
    // From before the function has its event to after it has answered.
    await wait(Math.random() * 250);
    if (environment.kill(names[index % names.length] ?? '')) kills += 1;
  }
  const lost = () => written.filter((reference) => !idsOf.has(reference));
  const until = Date.now() + patienceSeconds * 1000;
  while (lost().length > 0 && Date.now() < until) await wait(200);
  server.close();
  const doubled = [...idsOf].filter(([, ids]) => ids.size > 1).map(([reference]) => reference);
  return { kills, lost: lost(), doubled, heard };
}

async function report(environment: WebhookEnvironment, index: number): Promise<string> {
  const { uai } = crochepierre;
  const command = {
    uai,
    by: durand,
    channel: 'web',
    idempotencyKey: `kill ${index}`,
    despiteOverlap: true,
  } as const;
  const outcome = await reportDamage({ ...environment, shortIdFrom }, command, damage);
  if (outcome.kind !== 'reported') throw new Error(outcome.kind);
  return `D-${uai}-${outcome.damage.id}`;
}
