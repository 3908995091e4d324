import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createStores } from '../../functions/adapters/dynamodb/stores.ts';
import { createTable } from '../../functions/adapters/dynamodb/table.ts';
import { createClock } from '../../functions/adapters/node/runtime.ts';
import { createSubscriberSecrets } from '../../functions/channels/webhooks/secrets.ts';
import { deliveryReference } from '../../functions/domain/reference.ts';
import { parseUai } from '../../functions/domain/uai.ts';
import { type Departement, loadDepartement } from '../config/departement.ts';
import { type StreamedTable, startStreamedTable } from './aws/dynamodb/table.ts';
import { openFunctionLog } from './aws/lambda/host.ts';
import { startBuckets } from './aws/s3/buckets.ts';
import { createSecrets, startSecretsEngine } from './aws/secrets/secrets.ts';
import { startMailEngine } from './aws/ses/engine.ts';
import { type QueueEngine, startQueueEngine } from './aws/sqs/engine.ts';
import { createQueues, parseQueues } from './aws/sqs/queues.ts';
import { hostStack, resolveStack } from './aws/stack.ts';
import type { ResolvedStack } from './aws/template/references.ts';
import { readCdkContext, synthesiseLocal } from './aws/template/synthesise.ts';
import { readAssembly } from './aws/template/template.ts';
import { answerWith, createLocalPages, type DeliveryLine } from './pages/server.tsx';
import { load } from './seed/load.ts';
import {
  type Closers,
  type DataFolder,
  dataFolderAt,
  emptyDataFolder,
  refuseIfHeld,
  statusPath,
  takeLock,
} from './shared/data-folder.ts';
import { type Gateway, type HttpResponse, openGateway } from './shared/gateway.ts';
import { jsonReply } from './shared/http.ts';
import type { StartOptions } from './shared/options.ts';
import { startLocalSlack } from './start-slack.ts';
import { startLocalTeams } from './teams/local-teams.ts';
import { createLocalSubscriber } from './webhooks/subscriber.tsx';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The invented account of the stack. */
const account = { region: 'eu-west-3', accountId: '000000000000' };

/** What the caller provides. */
export interface StartContext {
  readonly closers: Closers;
  /** Shows a French line about a step that takes time. */
  readonly logLine: (line: string) => void;
}

/** Starts everything; returns the address of the site. */
export async function startLocalEnvironment(
  options: StartOptions,
  context: StartContext,
): Promise<string> {
  const folder = dataFolderAt(options.dataFolder);
  mkdirSync(folder.path, { recursive: true });
  const gateway = await openLocked(folder, options.port, context.closers);
  if (options.fresh) emptyDataFolder(folder);

  const number = readCdkContext(root).departement;
  const settings = loadDepartement(number);
  const assembly = readAssembly(await synthesiseLocal(root, context.logLine));
  const { stackName } = assembly;
  const queues = await startQueueEngine(folder.queues, account.region);
  context.closers.add(() => queues.close());
  const around = { ...account, stackName, siteUrl: gateway.url, queuesUrl: queues.url };
  const stack = resolveStack(assembly, around);
  await createQueues(parseQueues(stack), queues);

  const table = await startStreamedTable(stack, folder, context.closers);
  const { client, name: tableName } = table;
  await load({ client, tableName, number, settings, demo: options.demo, now: new Date() });
  const { demo } = options;
  await serve({ gateway, folder, settings, stack, table, queues, context, demo });
  return gateway.url;
}

/** Opens the port, then locks the data; either can be in use. */
async function openLocked(folder: DataFolder, port: number, closers: Closers): Promise<Gateway> {
  await refuseIfHeld(folder.lock);
  const gateway = await openGateway(port, answerWhileStarting);
  closers.add(() => gateway.close());
  closers.add(await takeLock(folder.lock, { pid: process.pid, url: gateway.url }));
  return gateway;
}

const answerWhileStarting: HttpResponse = async ({ path }) =>
  path === statusPath
    ? jsonReply(200, { pid: process.pid })
    : jsonReply(503, { message: 'Le monde local démarre.' });

interface Parts {
  readonly gateway: Gateway;
  readonly folder: DataFolder;
  readonly settings: Departement;
  readonly stack: ResolvedStack;
  readonly table: StreamedTable;
  readonly queues: QueueEngine;
  readonly context: StartContext;
  readonly demo: boolean;
}

async function serve({ gateway, folder, settings, stack, table, queues, context, demo }: Parts) {
  const { closers } = context;
  const mailEngine = await startMailEngine(folder.mails, gateway.port + 1);
  closers.add(() => mailEngine.close());
  const { template } = stack.assembly;
  const slack = await startLocalSlack(gateway.url);
  closers.add(() => slack.close());
  const teams = await startLocalTeams(gateway);
  const written = { SlackSecret: slack.secret, TeamsSecret: teams.secret };
  const secrets = createSecrets({ ...stack, template, file: folder.secrets, written });
  const secretsEngine = await startSecretsEngine(secrets);
  closers.add(() => secretsEngine.close());
  const buckets = await startBuckets(stack, folder, closers);
  const log = openFunctionLog(folder.log);
  closers.add(() => log.close());
  const { timeZone, code } = settings;
  const stores = createStores(createTable(table.client, table.name), code, createClock(timeZone));
  const subscriber = createLocalSubscriber({
    url: gateway.url,
    subscribers: stores.subscribers,
    secrets: createSubscriberSecrets(secretUnder('WebhooksOutboundSecret', secrets)),
    timeZone,
  });
  // Before the stream starts, so that it receives the events of the demo data.
  if (demo) await subscriber.join();
  const hosted = hostStack(stack, {
    endpoints: {
      AWS_ENDPOINT_URL_DYNAMODB: table.proxy.endpoint,
      AWS_ENDPOINT_URL_SESV2: mailEngine.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsEngine.url,
      AWS_ENDPOINT_URL_S3: buckets.endpoint,
      AWS_ENDPOINT_URL_SQS: queues.url,
      SLACK_API_URL: slack.apiUrl,
      TEAMS_ADDRESSES: teams.addresses,
    },
    log: log.write,
    table,
    queues,
  });
  closers.add(() => hosted.stop());
  buckets.onEvent(hosted.deliver);
  const localPages = createLocalPages({
    url: gateway.url,
    dataFolder: folder.path,
    log: folder.log,
    timeZone,
    mailEngine,
    runNightlyDigest: hosted.runNightlyDigest,
    people: () => listPeople(table, settings),
    deliveries: (input) => deliveriesOf(stores, input),
    subscriber: subscriber.app,
    slack,
    teams,
  });
  gateway.serve((request) =>
    /^\/local(\/|$)/.test(request.path) ? answerWith(localPages, request) : hosted.answer(request),
  );
  // As Slack does with a new address. It also starts the function before its first user.
  void slack.client.verifyEndpoint();
}

/** The secret of the construct with this name. */
function secretUnder(construct: string, secrets: ReadonlyMap<string, string>) {
  return async () => {
    const found = [...secrets].find(([arn]) => arn.includes(construct))?.[1];
    if (!found) throw new Error(`The template has no secret under ${construct}`);
    return found;
  };
}

async function deliveriesOf(
  { deliveries }: ReturnType<typeof createStores>,
  input: string,
): Promise<readonly DeliveryLine[]> {
  const parsed = parseUai(input);
  if (parsed.kind !== 'uai') return [];
  const all = await deliveries.listOf(parsed.uai);
  return all.map((delivery) => ({
    reference: deliveryReference(delivery),
    state: delivery.state,
  }));
}

async function listPeople({ client, name }: StreamedTable, { code, timeZone }: Departement) {
  const stores = createStores(createTable(client, name), code, createClock(timeZone));
  const [people, register] = await Promise.all([
    stores.persons.list(),
    stores.departement.register(),
  ]);
  return { people, register };
}
