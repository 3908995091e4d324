import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/*
 * The walls of the house: who may know of whom. `run` wires everything; `infra` deploys and runs it.
 * A room's own files may always import each other.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'functions/domain': [],
  'functions/use-cases': ['functions/domain'],
  'functions/words': ['functions/domain', 'functions/use-cases'],
  // The conversations of the bots, the same in every chat.
  'functions/conversations': ['functions/domain', 'functions/use-cases', 'functions/words'],
  // Notices and forms as each chat wants them drawn.
  'functions/cards': ['functions/domain', 'functions/words'],
  'functions/papers': ['functions/domain', 'functions/words'],
  // What other systems and ours say to each other: schemas and signatures, the same for who sends and who receives.
  'functions/hooks': ['functions/domain'],
  'functions/doors': [
    'functions/domain',
    'functions/use-cases',
    'functions/words',
    'functions/papers',
    'functions/hooks',
    'functions/conversations',
    'functions/cards',
  ],
  'functions/store': ['functions/domain', 'functions/use-cases'],
  'functions/notify': [
    'functions/domain',
    'functions/use-cases',
    'functions/words',
    'functions/papers',
    'functions/cards',
    'functions/hooks',
  ],
  // What a file of a photo is made of: bytes in, bytes out.
  'functions/photos': ['functions/domain'],
  'functions/run': [
    'functions/domain',
    'functions/use-cases',
    'functions/words',
    'functions/conversations',
    'functions/doors',
    'functions/store',
    'functions/notify',
    'functions/photos',
    'functions/hooks',
  ],
  // What is deployed knows the functions by their names and their environments only.
  infra: ['functions/run'],
  'infra/load': [
    'infra',
    'functions/domain',
    'functions/use-cases',
    'functions/words',
    'functions/doors',
    'functions/store',
    'functions/run',
  ],
  // What is published of the webhooks, made from what is sent.
  // What a Département gives to Slack and to Teams.
  'infra/apps': ['functions/doors', 'functions/words'],
  'infra/docs': ['functions/domain', 'functions/hooks', 'functions/words'],
  'infra/local': [
    'infra',
    'infra/load',
    'functions/domain',
    'functions/use-cases',
    'functions/store',
    'functions/run',
    // What the Slack app asks to be allowed.
    'functions/doors',
    // It speaks as other systems do.
    'functions/hooks',
  ],
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

  test('never cross a wall', () => {
    const crossing = imports.filter(({ from, to }) => {
      const [room, other] = [roomOf(from) ?? '', roomOf(to) ?? ''];
      return room !== other && !mayImport[room]?.includes(other);
    });
    expect(crossing).toEqual([]);
  });

  test('never lead from one door into another', () => {
    const door = (file: string) => /^functions\/doors\/([^/]+)/.exec(file)?.[1];
    const crossing = imports.filter(
      ({ from, to }) => door(from) && door(to) && door(from) !== door(to),
    );
    expect(crossing).toEqual([]);
  });
});

test('the domain knows no library, and no clock or chance of its own', () => {
  const impure = globSync('functions/{domain,use-cases}/**/*.ts').filter((file) =>
    /from '(?!\.)|new Date\(\)|Date\.now\(|Math\.random|randomUUID|process\./.test(
      readFileSync(file, 'utf8'),
    ),
  );
  expect(impure).toEqual([]);
});

test('people are spoken to in words/ and nowhere else', () => {
  const french = globSync(
    'functions/{domain,use-cases,conversations,cards,doors,papers,store,notify,run}/**/*.{ts,tsx}',
  ).filter((file) =>
    /'[^'\n]*[éèêàùçôîÉÀ][^'\n]*'|>[^<>{}\n]*[éèêàùçôî][^<>{}\n]*</.test(withoutComments(file)),
  );
  expect(french).toEqual([]);
});

test('French punctuation never begins a line: the space before it does not break', () => {
  const texts = globSync('functions/words/**/*.ts').flatMap(
    (file) => withoutComments(file).match(/'(?:[^'\\\n]|\\.)*'/g) ?? [],
  );
  const loose = texts.filter((text) => /[\p{L}\d»).…] [:;?!»]|« /u.test(text));
  expect(loose).toEqual([]);
});

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '');
}
