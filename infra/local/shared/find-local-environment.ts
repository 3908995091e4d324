import { dataFolderAt, findHolder, Halt } from './data-folder.ts';
import { loopback } from './http.ts';
import { parsePort, readDataFolder } from './options.ts';

export const nobody = 'Aucun monde local ne tourne : lancez d’abord « npm start ».';

/** The local world that runs: by its data; by its port when no data were named. */
export async function findLocalEnvironment(environment: NodeJS.ProcessEnv): Promise<string> {
  const holder = await findHolder(dataFolderAt(readDataFolder(environment)).lock);
  if (holder) return holder.url;
  const { PORT, CASIERS_DATA } = environment;
  if (CASIERS_DATA && !PORT) throw new Halt(nobody);
  return `http://${loopback}:${parsePort(PORT)}`;
}
