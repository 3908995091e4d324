import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Departement, loadDepartement } from '../departement.ts';
import { readCdkContext } from './cdk-context.ts';
import type { Closers } from './closers.ts';
import { type DataFolder, dataFolderAt, emptyDataFolder } from './data-folder.ts';
import { refuseIfHeld, statusPath, takeLock } from './data-lock.ts';
import { openFunctionLog } from './function-log.ts';
import { type Answer, type Gateway, openGateway } from './gateway.ts';
import { hostStack, type ResolvedStack, resolveStack } from './hosted-stack.ts';
import { jsonReply } from './http-message.ts';
import { types } from './known-resources.ts';
import { load } from './load.ts';
import { answerWith, makeLocalDoor } from './local-door.tsx';
import { startMailEngine } from './mail-engine.ts';
import type { StartOptions } from './start-options.ts';
import { synthesiseLocal } from './synthesise-local.ts';
import { startTableEngine, type TableEngine } from './table-engine.ts';
import { readAssembly, resourcesOf } from './template.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where the stack would be. */
const account = { region: 'eu-west-3', accountId: '000000000000' };

/** The part of the start that the caller sees. */
export interface Opening {
  readonly closers: Closers;
  /** A French line on what takes time. */
  readonly tell: (line: string) => void;
}

/** Starts everything and gives the address of the site. */
export async function startWorld(options: StartOptions, opening: Opening): Promise<string> {
  const folder = dataFolderAt(options.dataFolder);
  mkdirSync(folder.path, { recursive: true });
  const gateway = await takePlace(folder, options.port, opening.closers);
  if (options.fresh) emptyDataFolder(folder);

  const number = readCdkContext(root).departement;
  const settings = loadDepartement(number);
  const assembly = readAssembly(await synthesiseLocal(root, opening.tell));
  const { stackName } = assembly;
  const stack = resolveStack(assembly, { ...account, stackName, siteUrl: gateway.url });

  const tableEngine = await startTableEngine(folder.table, account.region);
  opening.closers.add(() => tableEngine.close());
  const tableName = await makeTables(tableEngine, stack);
  const { client } = tableEngine;
  await load({ client, tableName, number, settings, demo: options.demo, now: new Date() });
  await serve({ gateway, folder, settings, stack, tableEngine, opening });
  return gateway.url;
}

/** The port first, then the data: each can be somebody else's. */
async function takePlace(folder: DataFolder, port: number, closers: Closers): Promise<Gateway> {
  await refuseIfHeld(folder.lock);
  const gateway = await openGateway(port, whileStarting);
  closers.add(() => gateway.close());
  closers.add(await takeLock(folder.lock, { pid: process.pid, url: gateway.url }));
  return gateway;
}

const whileStarting: Answer = async ({ path }) =>
  path === statusPath
    ? jsonReply(200, { pid: process.pid })
    : jsonReply(503, { message: 'Le monde local démarre.' });

/** Gives the name of the one table there is. */
async function makeTables(engine: TableEngine, stack: ResolvedStack): Promise<string> {
  const [table, ...others] = resourcesOf(stack.assembly.template, types.table);
  if (!table || others.length > 0) throw new Error('The local world knows stacks with one table');
  const [id, properties] = table;
  const name = stack.references.ref(id);
  await engine.makeTable(name, properties);
  return name;
}

interface Parts {
  readonly gateway: Gateway;
  readonly folder: DataFolder;
  readonly settings: Departement;
  readonly stack: ResolvedStack;
  readonly tableEngine: TableEngine;
  readonly opening: Opening;
}

async function serve({ gateway, folder, settings, stack, tableEngine, opening }: Parts) {
  const mailEngine = await startMailEngine(folder.mails, gateway.port + 1);
  opening.closers.add(() => mailEngine.close());
  const log = openFunctionLog(folder.log);
  opening.closers.add(() => log.close());
  const hosted = hostStack(
    stack,
    {
      AWS_ENDPOINT_URL_DYNAMODB: tableEngine.endpoint,
      AWS_ENDPOINT_URL_SESV2: mailEngine.endpoint,
    },
    log.write,
  );
  opening.closers.add(() => hosted.stop());
  const localDoor = makeLocalDoor({
    url: gateway.url,
    dataFolder: folder.path,
    log: folder.log,
    timeZone: settings.timeZone,
    mailEngine,
    runNight: hosted.runNight,
  });
  gateway.serve((request) =>
    /^\/local(\/|$)/.test(request.path) ? answerWith(localDoor, request) : hosted.answer(request),
  );
}
