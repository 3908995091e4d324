import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { signWebhook } from '../../../functions/channels/webhooks/signature.ts';
import { dataFolderAt, findHolder, Halt } from '../shared/data-folder.ts';
import { notRunning } from '../shared/find-local-environment.ts';
import { requestLocal } from '../shared/http-client.ts';
import { readDataFolder } from '../shared/options.ts';

// `npm run local:delivery -- 0470678G arrived` sends an inbound webhook to the local environment.
const usage =
  'Usage : npm run local:delivery -- <uai> <on_its_way | arrived | installed | postponed | cancelled> [motif]';

const deliveryList = z.array(z.object({ reference: z.string(), state: z.string() }));

try {
  await sendDelivery();
} catch (error) {
  console.error(error instanceof Halt ? error.message : error);
  process.exitCode = 1;
}

async function sendDelivery(): Promise<void> {
  const [uai, update, note] = process.argv.slice(2);
  if (!uai || !update) throw new Halt(usage);
  const folder = dataFolderAt(readDataFolder(process.env));
  const holder = await findHolder(folder.lock);
  if (!holder) throw new Halt(notRunning);
  const open = deliveryList.parse(await getJson(new URL(`/local/deliveries/${uai}`, holder.url)));
  const delivery = open.find(({ state }) => state !== 'closed' && state !== 'cancelled');
  if (!delivery) throw new Halt(`Aucune livraison en cours pour ${uai}.`);

  const at = new Date();
  const { reference } = delivery;
  const data = { reference, ...(note && { note }) };
  const body = JSON.stringify({ type: `delivery.${update}`, timestamp: at.toISOString(), data });
  const id = `local_${at.getTime()}`;
  const headers = signWebhook([readSecret(folder.secrets)], { id, at, body });
  const answer = await requestLocal(new URL('/hooks/deliveries', holder.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });
  console.log(`${reference} : ${answer.status} ${answer.body}`);
  if (answer.status >= 300) process.exitCode = 1;
}

async function getJson(url: URL): Promise<unknown> {
  const { status, body } = await requestLocal(url);
  if (status !== 200) throw new Halt(usage);
  return JSON.parse(body);
}

/** The signing secret of the first webhook source. */
function readSecret(file: string): string {
  const secrets = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  const sources = Object.entries(secrets).find(([arn]) =>
    arn.includes('WebhooksInboundSources'),
  )?.[1];
  const secretOf = z.record(z.string(), z.string()).parse(JSON.parse(sources ?? '{}'));
  const [secret] = Object.values(secretOf);
  if (!secret) throw new Halt('Le monde local n’a pas encore d’émetteur : relancez « npm start ».');
  return secret;
}
