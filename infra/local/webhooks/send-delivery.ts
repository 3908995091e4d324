import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { signWebhook } from '../../../functions/channels/webhooks/signature.ts';
import { dataFolderAt, findHolder, Halt } from '../shared/data-folder.ts';
import { readDataFolder } from '../shared/options.ts';

// `npm run local:delivery -- 0470678G arrived`: says so to the local world, as another system would.
const usage =
  'Usage : npm run local:delivery -- <uai> <on_its_way | arrived | installed | postponed | cancelled> [motif]';
const nobody = 'Aucun monde local ne tourne : lancez d’abord « npm start ».';

const listed = z.array(z.object({ reference: z.string(), state: z.string() }));

try {
  await sendDelivery();
} catch (error) {
  console.error(error instanceof Halt ? error.message : error);
  process.exitCode = 1;
}

async function sendDelivery(): Promise<void> {
  const [uai, what, note] = process.argv.slice(2);
  if (!uai || !what) throw new Halt(usage);
  const folder = dataFolderAt(readDataFolder(process.env));
  const holder = await findHolder(folder.lock);
  if (!holder) throw new Halt(nobody);
  const open = listed.parse(await getJson(`${holder.url}/local/deliveries/${uai}`));
  const delivery = open.find(({ state }) => state !== 'closed' && state !== 'cancelled');
  if (!delivery) throw new Halt(`Aucune livraison en cours pour ${uai}.`);

  const at = new Date();
  const { reference } = delivery;
  const data = { reference, ...(note && { note }) };
  const body = JSON.stringify({ type: `delivery.${what}`, timestamp: at.toISOString(), data });
  const id = `local_${at.getTime()}`;
  const headers = signWebhook([readSecret(folder.secrets)], { id, at, body });
  const answer = await fetch(`${holder.url}/hooks/deliveries`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });
  console.log(`${reference} : ${answer.status} ${await answer.text()}`);
  if (!answer.ok) process.exitCode = 1;
}

async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Halt(usage);
  return response.json();
}

/** Of the first sender, as the local world keeps it. */
function readSecret(file: string): string {
  const secrets = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  const sources = Object.entries(secrets).find(([arn]) =>
    arn.includes('WebhooksInboundSources'),
  )?.[1];
  const known = z.record(z.string(), z.string()).parse(JSON.parse(sources ?? '{}'));
  const [secret] = Object.values(known);
  if (!secret) throw new Halt('Le monde local n’a pas encore d’émetteur : relancez « npm start ».');
  return secret;
}
