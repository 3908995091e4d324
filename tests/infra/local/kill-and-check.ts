import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import { newSubscriber } from '../../../functions/domain/webhooks/subscriber.ts';
import { reportDamage } from '../../../functions/use-cases/damages.ts';
import { crochepierre, damage, durand, register } from '../../shared/examples.ts';
import type { WebhookEnvironment } from './webhook-environment.ts';

export interface KillResult {
  /** How many of the kills hit a running function. */
  readonly kills: number;
  /** Reported damages without an event. */
  readonly lost: readonly string[];
  /** Reported damages whose events have two ids. */
  readonly doubled: readonly string[];
  /** All requests received, repeated ones included. */
  readonly received: number;
}

export interface KillPlan {
  /** The number of damages reported, and of kills tried. */
  readonly times: number;
  /** The functions to kill, in turn. */
  readonly names: readonly string[];
  readonly timeoutSeconds: number;
}

/** Reports damages while it kills functions, then waits until every damage has its event. */
export async function killWhileSending(
  environment: WebhookEnvironment,
  { times, names, timeoutSeconds }: KillPlan,
): Promise<KillResult> {
  const idsOf = new Map<string, Set<string>>();
  let received = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { data } = JSON.parse(Buffer.concat(parts).toString());
    const ids = idsOf.get(data.reference) ?? new Set();
    idsOf.set(data.reference, ids.add(String(request.headers['webhook-id'])));
    received += 1;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await environment.departement.replaceRegister(register, environment.clock.now().toISOString());
  const terms = {
    name: 'Abonné',
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
    // From before the function receives its event to after it has answered.
    await wait(Math.random() * 250);
    if (environment.kill(names[index % names.length] ?? '')) kills += 1;
  }
  const lost = () => written.filter((reference) => !idsOf.has(reference));
  const deadline = Date.now() + timeoutSeconds * 1000;
  while (lost().length > 0 && Date.now() < deadline) await wait(200);
  server.close();
  const doubled = [...idsOf].filter(([, ids]) => ids.size > 1).map(([reference]) => reference);
  return { kills, lost: lost(), doubled, received };
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
