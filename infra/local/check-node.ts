import { Halt } from './halt.ts';

const lambdaMajor = 24;
/** The first that runs TypeScript as it is: the process of each function needs it. */
const oldest = [22, 18] as const;

/** What to tell when the functions do not run on Lambda's Node; halts when they could not run at all. */
export function checkNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= lambdaMajor) return undefined;
  const missing = `Node ${lambdaMajor}, celui de Lambda, n’a pas été installé par npm (paquet facultatif pour ${process.platform} ${process.arch})`;
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) {
    return `${missing} : on continue avec le Node ${version} de cette machine.`;
  }
  throw new Halt(
    `${missing} et le Node ${version} de cette machine est trop ancien : relancez « npm install », ou installez Node ${lambdaMajor}.`,
  );
}
