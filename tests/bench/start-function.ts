import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openRuntimeApi } from './runtime-api.ts';

export interface Variant {
  readonly name: string;
  /** What its process loads. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly event: () => unknown;
}

export interface Start {
  readonly initMilliseconds: number;
  /** From the start of the process to the first answer. */
  readonly ackMilliseconds: number;
  readonly cpuMilliseconds: number;
  readonly peakMegabytes: number;
  readonly loadsUndici: boolean;
  /** Of each event after the first. */
  readonly warmMicroseconds: readonly number[];
}

export interface ServiceAccount {
  readonly client: string;
  readonly memoryMegabytes: number;
  readonly warmEvents: number;
}

/** One environment of Lambda, from its start to its end. */
export async function startFunction(
  variant: Variant,
  serviceAccount: ServiceAccount,
): Promise<Start> {
  const api = await openRuntimeApi();
  const firstReady = api.ready();
  const startedAt = performance.now();
  const started = spawn(
    process.execPath,
    [...flags(serviceAccount), serviceAccount.client, variant.file],
    {
      env: { ...variant.environment, AWS_LAMBDA_RUNTIME_API: api.host, TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const ended = once(started, 'exit').then(() => {
    throw new Error(`${variant.name} ended`);
  });
  ended.catch(() => {});
  try {
    const readyAt = await Promise.race([firstReady, ended]);
    let ready = api.ready();
    const first = await Promise.race([api.invoke(variant.event()), ended]);
    checkAck(variant, first.result);
    const warmMicroseconds: number[] = [];
    for (let view = 0; view < serviceAccount.warmEvents; view++) {
      await Promise.race([ready, ended]);
      ready = api.ready();
      const { report, result } = await Promise.race([api.invoke(variant.event()), ended]);
      checkAck(variant, result);
      warmMicroseconds.push(report.ownMicroseconds);
    }
    return {
      initMilliseconds: readyAt - startedAt,
      ackMilliseconds: first.at - startedAt,
      cpuMilliseconds: first.report.cpuMilliseconds,
      peakMegabytes: first.report.peakKilobytes / 1024,
      loadsUndici: first.report.loadsUndici,
      warmMicroseconds,
    };
  } finally {
    started.kill('SIGKILL');
    await api.close();
  }
}

/** As Lambda's own bootstrap gives them: a tenth of the memory to what is young, the rest to what stays. */
function flags({ memoryMegabytes }: ServiceAccount): readonly string[] {
  const young = Math.floor(memoryMegabytes / 10);
  return [
    '--expose-gc',
    '--max-http-header-size=81920',
    `--max-semi-space-size=${Math.floor(young / 2)}`,
    `--max-old-space-size=${memoryMegabytes - young}`,
  ];
}

/** Who refuses is quick: that is not what we measure. */
function checkAck({ name }: Variant, result: unknown): void {
  const { statusCode, body } = Object(result);
  if (statusCode !== 200 || !body) throw new Error(`${name} said ${JSON.stringify(result)}`);
}
