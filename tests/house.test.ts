import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const core = ['functions/domain', 'functions/use-cases', 'functions/content', 'functions/bot'];
const channel = [...core, 'functions/channels/chat'];

/**
 * The order of the rooms: what each may import, besides itself. The longest name that a path begins with is its room.
 * A channel never imports another, but for `chat`, which Slack and Teams share.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'functions/domain': [],
  'functions/use-cases': ['functions/domain'],
  'functions/content': ['functions/domain'],
  'functions/bot': ['functions/domain', 'functions/use-cases', 'functions/content'],
  'functions/channels/chat': core,
  'functions/channels/mail': channel,
  'functions/channels/slack': channel,
  'functions/channels/teams': channel,
  'functions/channels/web': channel,
  'functions/channels/webhooks': channel,
  'functions/adapters': ['functions/domain', 'functions/use-cases'],
  'functions/lambdas': [
    ...channel,
    'functions/channels/mail',
    'functions/channels/slack',
    'functions/channels/teams',
    'functions/channels/web',
    'functions/channels/webhooks',
    'functions/adapters',
  ],
  // The deployment knows the functions by their names and their environments only.
  infra: ['functions/lambdas'],
  'infra/tools': [
    'infra',
    'functions/domain',
    'functions/use-cases',
    'functions/content',
    'functions/channels/slack',
    'functions/channels/teams',
    'functions/channels/webhooks',
    'functions/adapters',
    'functions/lambdas',
  ],
  'infra/local': [
    'infra',
    'infra/tools',
    'infra/local/shared',
    'infra/local/slack-simulator',
    'functions/domain',
    'functions/use-cases',
    // Which scopes the Slack app asks for.
    'functions/channels/slack',
    // It signs as other systems do.
    'functions/channels/webhooks',
    'functions/adapters',
    'functions/lambdas',
  ],
  'infra/local/shared': [],
  // It stands alone: another project could copy its folder.
  'infra/local/slack-simulator': [],
};

const rooms = Object.keys(mayImport).toSorted((a, b) => b.length - a.length);
const roomOf = (file: string) => rooms.find((room) => file.startsWith(`${room}/`));

const sources = globSync('{functions,infra}/**/*.{ts,tsx}');
const imports = sources.flatMap((file) => importsOf(file));

function importsOf(file: string) {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/\b(?:from |import\()'(\.[^']+)'/g)].map((match) => ({
    from: file,
    to: join(dirname(file), match[1] ?? ''),
  }));
}

describe('imports', () => {
  test('are found at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test('follow the order of the rooms', () => {
    const crossing = imports.filter(({ from, to }) => {
      const [room, other] = [roomOf(from) ?? '', roomOf(to) ?? ''];
      return room !== other && !mayImport[room]?.includes(other);
    });
    expect(crossing).toEqual([]);
  });

  test('of adapters reach the ports of the use cases, and no use case', () => {
    const ports = /^functions\/use-cases\/(webhook-)?ports\.ts$/;
    const crossing = imports.filter(
      ({ from, to }) =>
        roomOf(from) === 'functions/adapters' &&
        roomOf(to) === 'functions/use-cases' &&
        !ports.test(to),
    );
    expect(crossing).toEqual([]);
  });

  test('of the deployment reach the configuration of the functions, and nothing else of them', () => {
    const crossing = imports.filter(
      ({ from, to }) =>
        roomOf(from) === 'infra' &&
        roomOf(to) === 'functions/lambdas' &&
        to !== 'functions/lambdas/wiring/config.ts',
    );
    expect(crossing).toEqual([]);
  });

  test('never lead from a folder back to it', () => {
    const next = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [folder, other] = [dirname(from), dirname(to)];
      if (folder !== other) next.set(folder, (next.get(folder) ?? new Set()).add(other));
    }
    expect(cycleIn(next)).toEqual([]);
  });
});

test('each function that is deployed has an entry, its wiring and its part of the stack, under one name', () => {
  const names = (glob: string) =>
    globSync(glob)
      .map((file) => basename(file))
      .toSorted();
  const entries = names('functions/lambdas/*.ts');
  expect(names('infra/lambdas/*.ts')).toEqual(entries);
  expect(names('functions/lambdas/wiring/*.ts')).toEqual(expect.arrayContaining(entries));
});

test('the domain knows no library, and no clock or chance of its own', () => {
  const impure = globSync('functions/{domain,use-cases}/**/*.ts').filter((file) =>
    /from '(?!\.)|new Date\(\)|Date\.now\(|Math\.random|randomUUID|process\./.test(
      readFileSync(file, 'utf8'),
    ),
  );
  expect(impure).toEqual([]);
});

test('French is written in content/ and nowhere else', () => {
  const french = globSync(
    'functions/{domain,use-cases,bot,channels,adapters,lambdas}/**/*.{ts,tsx}',
  ).filter(
    (file) =>
      // What receivers read of the schemas is English, and speaks of collèges and réserves.
      !file.startsWith('functions/channels/webhooks/events/') &&
      /'[^'\n]*[éèêàùçôîÉÀ][^'\n]*'|>[^<>{}\n]*[éèêàùçôî][^<>{}\n]*</.test(withoutComments(file)),
  );
  expect(french).toEqual([]);
});

test('French punctuation never begins a line: the space before it does not break', () => {
  const texts = globSync('functions/content/**/*.ts').flatMap(
    (file) => withoutComments(file).match(/'(?:[^'\\\n]|\\.)*'/g) ?? [],
  );
  const loose = texts.filter((text) => /[\p{L}\d»).…] [:;?!»]|« /u.test(text));
  expect(loose).toEqual([]);
});

/** One cycle, as the folders it goes through; empty where there is none. */
function cycleIn(next: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): readonly string[] => {
    if (path.includes(folder)) return [...path.slice(path.indexOf(folder)), folder];
    if (done.has(folder)) return [];
    for (const other of next.get(folder) ?? []) {
      const cycle = visit(other, [...path, folder]);
      if (cycle.length > 0) return cycle;
    }
    done.add(folder);
    return [];
  };
  for (const folder of next.keys()) {
    const cycle = visit(folder, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '');
}
