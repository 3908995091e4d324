import { FunctionHost, type Log, type Outcome } from './function-host.ts';
import { readHostedFunctions } from './hosted-functions.ts';
import { makeHttpApi } from './http-api.ts';
import type { Reply, WholeRequest } from './http-message.ts';
import { makeResolver, type Resolve } from './intrinsics.ts';
import { refuseUnknownTypes } from './known-resources.ts';
import { makeReferences, type References, type Surroundings } from './references.ts';
import { readRoutes } from './routes.ts';
import { readSchedules, scheduledEvent, startSchedules } from './schedules.ts';
import type { Assembly } from './template.ts';

/** The template, with every reference of it given a value. */
export interface ResolvedStack {
  readonly assembly: Assembly;
  readonly around: Surroundings;
  readonly references: References;
  readonly resolve: Resolve;
}

export function resolveStack(assembly: Assembly, around: Surroundings): ResolvedStack {
  refuseUnknownTypes(assembly.template);
  const references = makeReferences(assembly.template, around);
  return { assembly, around, references, resolve: makeResolver(references) };
}

export interface HostedStack {
  readonly answer: (request: WholeRequest) => Promise<Reply>;
  readonly runNight: () => Promise<Outcome>;
  stop(): Promise<void>;
}

/** The functions of the stack, behind its routes and its schedules. */
export function hostStack(
  stack: ResolvedStack,
  endpoints: Readonly<Record<string, string>>,
  log: Log,
): HostedStack {
  const { assembly, resolve, references } = stack;
  const hosted = readHostedFunctions({ ...stack, endpoints });
  const hosts = new Map([...hosted].map(([arn, one]) => [arn, new FunctionHost(one, log)]));
  const stopSchedules = startSchedules(readSchedules(assembly.template, resolve), hosts);
  const nightArn = [...hosted].find(([, { name }]) => name === 'Night')?.[0] ?? '';
  const night = hosts.get(nightArn);
  if (!night) throw new Error('The template has no function named Night');
  return {
    answer: makeHttpApi(readRoutes(assembly.template, resolve, references), hosts),
    runNight: () => night.invoke(scheduledEvent(new Date())),
    async stop() {
      stopSchedules();
      await Promise.all([...hosts.values()].map((host) => host.stop()));
    },
  };
}
