import { dataFolderAt, findHolder, Halt } from './data-folder.ts';
import { loopback } from './http.ts';
import { parsePort, readDataFolder } from './options.ts';

export const notRunning = 'Aucun monde local ne tourne : lancez d’abord « npm start ».';

/** The address of the local environment: that of the data folder or, if CASIERS_DATA names none, that of the port. */
export async function findLocalEnvironment(environment: NodeJS.ProcessEnv): Promise<string> {
  const holder = await findHolder(dataFolderAt(readDataFolder(environment)).lock);
  if (holder) return holder.url;
  const { PORT, CASIERS_DATA } = environment;
  if (CASIERS_DATA && !PORT) throw new Halt(notRunning);
  return `http://${loopback}:${parsePort(PORT)}`;
}
