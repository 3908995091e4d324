import { beforeEach, describe, expect, test } from 'vitest';
import { challengeKey } from '../../functions/adapters/dynamodb/keys.ts';
import { codeIn } from '../../functions/content/people/forms.ts';
import type { SecurityEvent } from '../../functions/domain/people/security.ts';
import { codeLimits, guessBudget } from '../../functions/domain/people/sign-in.ts';
import { enterLinkCode, requestLinkCode } from '../../functions/use-cases/account-linking.ts';
import { enterCode, requestCode } from '../../functions/use-cases/sign-in.ts';
import { openBrowser } from '../channels/web/browser.ts';
import { recordOf } from '../lambdas/record-of.ts';
import { crochepierre, durand, mailbox, petit } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';

const hour = 3_600_000;
const day = 24 * hour;
let environment: TestEnvironment;
let security: SecurityEvent[];
/** Ids of the challenges that were stored, warnings included. */
let challengeIds: string[];

beforeEach(async () => {
  const created = await createTestEnvironment();
  security = [];
  challengeIds = [];
  environment = {
    ...created,
    logSecurity: (event) => void security.push(event),
    signIns: {
      ...created.signIns,
      async addChallenge(challenge) {
        challengeIds.push(challenge.id);
        await created.signIns.addChallenge(challenge);
      },
    },
  };
});

function pass(milliseconds: number) {
  environment.setClock(new Date(environment.clock.now().getTime() + milliseconds).toISOString());
}

let networks = 0;
/** From a browser that is not known, in a network of its own. */
async function request(
  mail: string,
  more: { lastChallengeId?: string; keptDevices?: string } = {},
) {
  networks += 1;
  const address = `2001:db8:0:${networks.toString(16)}::1`;
  const result = await requestCode(environment, { mail, address, ...more });
  if (result.kind !== 'requested') throw new Error(result.kind);
  return result.challengeId;
}

const strengthOf = async (challengeId: string) =>
  (await environment.signIns.findChallenge(challengeId))?.strength;
const codeOf = async (challengeId: string) =>
  environment.tokenSigner.codeOf(challengeId, await strengthOf(challengeId));

async function wrongFor(challengeId: string): Promise<string> {
  const code = await environment.tokenSigner.codeOf(challengeId);
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

const enter = (challengeId: string, input: string, keptDevices?: string) =>
  enterCode(environment, { challengeId, input, keptDevices });

/** Uses up the failed tries of a mailbox within minutes, five in each of four browsers. */
async function spendBudget(mail: string): Promise<void> {
  for (let browser = 0; browser < guessBudget.failures / 5; browser += 1) {
    const challengeId = await request(mail);
    for (let guess = 0; guess < 5; guess += 1) {
      await enter(challengeId, await wrongFor(challengeId));
    }
  }
}

async function mailsOf(ids: readonly string[]) {
  for (const id of ids) {
    await environment.consumeStream({ Records: [await recordOf(environment, challengeKey(id))] });
  }
  return environment.sent;
}

describe('codes of a mailbox that were guessed at too often', () => {
  test('have ten characters from then on, for a year', async () => {
    expect(await strengthOf(await request(durand.mail))).toBe('digits');
    await spendBudget(durand.mail);
    const challengeId = await request(durand.mail);
    const code = await codeOf(challengeId);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    expect((await enter(challengeId, code)).kind).toBe('signed-in');
    pass(364 * day);
    expect(await strengthOf(await request(durand.mail))).toBe('characters');
    pass(day);
    expect(await strengthOf(await request(durand.mail))).toBe('digits');
  });

  test('of six digits are not compared any more, even those requested before', async () => {
    const before = await request(durand.mail);
    await spendBudget(durand.mail);
    expect(await enter(before, await codeOf(before))).toEqual({ kind: 'expired' });
    expect(await strengthOf(await request(durand.mail))).toBe('characters');
  });

  test('are not compared more often when guesses come at the same time', async () => {
    let comparisons = 0;
    const isSame = (one: string, other: string) => {
      comparisons += 1;
      return environment.isSame(one, other);
    };
    const ids: string[] = [];
    while (ids.length < codeLimits.perMail.hits) ids.push(await request(durand.mail));
    await Promise.all(
      ids.flatMap((challengeId) =>
        Array.from({ length: 5 }, () =>
          enterCode({ ...environment, isSame }, { challengeId, input: '000000' }),
        ),
      ),
    );
    expect(comparisons).toBeGreaterThan(0);
    expect(comparisons).toBeLessThanOrEqual(guessBudget.failures);
  });

  test('stay short for a person who makes no mistakes, however often they sign in', async () => {
    for (let signIn = 0; signIn < 2 * guessBudget.failures; signIn += 1) {
      pass(hour);
      const challengeId = await request(durand.mail);
      expect((await enter(challengeId, await codeOf(challengeId))).kind).toBe('signed-in');
    }
    expect(await strengthOf(await request(durand.mail))).toBe('digits');
  });

  test('are told once to the person, and to the log without naming them', async () => {
    await spendBudget(durand.mail);
    const after = await request(durand.mail);
    await enter(after, 'AAAAAAAAAA');
    const sent = await mailsOf(challengeIds);
    const warnings = sent.filter(({ subject }) => subject.includes('codes faux'));
    expect(warnings.map(({ to }) => to)).toEqual([durand.mail]);
    expect(warnings[0]?.text).toContain('10 caractères');
    expect(security.filter(({ action }) => action === 'codes-lengthened')).toEqual([
      {
        ...{ action: 'codes-lengthened', channel: 'web', failures: guessBudget.failures },
        person: expect.stringMatching(/^[\w-]{16}$/),
      },
    ]);
    const mail = sent.at(-1);
    const code = await codeOf(after);
    expect(mail?.subject).toContain(`${code.slice(0, 5)} ${code.slice(5)}`);
  });

  test('are the same for a mailbox that nobody has, which gets no mail', async () => {
    const mail = 'personne@ailleurs.example.org';
    await spendBudget(mail);
    const stored = challengeIds.length;
    challengeIds = [];
    await spendBudget(petit.mail);
    expect(challengeIds).toHaveLength(stored);
    expect(await strengthOf(await request(mail))).toBe('characters');
    expect((await mailsOf(challengeIds)).filter(({ to }) => to === mail)).toEqual([]);
  });

  test('stay short in a browser in which the person signed in before, until it guesses itself', async () => {
    const browser = openBrowser(environment);
    await browser.signIn(durand);
    const keptDevices = decodeURIComponent(browser.cookies()['__Host-appareil'] ?? '');
    await spendBudget(durand.mail);
    const challengeId = await request(durand.mail, { keptDevices });
    expect(await strengthOf(challengeId)).toBe('digits');
    expect((await enter(challengeId, await codeOf(challengeId), keptDevices)).kind).toBe(
      'signed-in',
    );
    for (let guess = 0; guess < guessBudget.failures; guess += 1) {
      const id = await request(durand.mail, { keptDevices });
      expect((await enter(id, await wrongFor(id), keptDevices)).kind).toBe('wrong');
      if (guess % 5 === 4) pass(hour);
    }
    expect(await strengthOf(await request(durand.mail, { keptDevices }))).toBe('characters');
  });

  test('are asked for by a page that says so, and typed as people type', async () => {
    await spendBudget(durand.mail);
    const browser = openBrowser(environment);
    await browser.post('/connexion', { mail: durand.mail });
    const page = await browser.get('/connexion/code');
    expect(page.text).toContain('Code à 10 caractères');
    expect(page.html).toContain('inputmode="text"');
    const code = await environment.tokenSigner.codeOf(
      browser.cookies()['__Host-demande'] ?? '',
      'characters',
    );
    const input = `${code.slice(0, 5)} ${code.slice(5)}`.toLowerCase();
    expect((await browser.post('/connexion/code', { code: input })).status).toBe(303);
  });
});

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['code\u00a0: 123456', '123456'],
  ['abcde-fghjk', 'ABCDEFGHJK'],
  ['OIL00 00000', '0110000000'],
  ['1234567890', '1234567890'],
  ['12345', undefined],
  ['ABCDEFGHJU', undefined],
  ['', undefined],
])('typed code: "%s" is read as %s', (input, code) => {
  expect(codeIn(input)).toBe(code);
});

describe('two codes requested from one browser', () => {
  test('are both good while they live, and a third replaces the first', async () => {
    const first = await request(durand.mail);
    const second = await request(durand.mail, { lastChallengeId: first });
    const third = await request(durand.mail, { lastChallengeId: second });
    const input = await codeOf(first);
    expect((await enter(third, input)).kind).toBe('wrong');
    expect((await enter(third, await codeOf(second))).kind).toBe('signed-in');
    expect(await enter(third, await codeOf(third))).toEqual({ kind: 'expired' });
  });

  test('share one count of tries', async () => {
    const first = await request(durand.mail);
    for (let guess = 0; guess < 2; guess += 1) await enter(first, await wrongFor(first));
    const second = await request(durand.mail, { lastChallengeId: first });
    const left: unknown[] = [];
    for (let guess = 0; guess < 3; guess += 1)
      left.push(await enter(second, await wrongFor(second)));
    expect(left).toEqual([
      { kind: 'wrong', triesLeft: 2 },
      { kind: 'wrong', triesLeft: 1 },
      { kind: 'expired' },
    ]);
    for (const id of [first, second]) {
      expect(await enter(second, await codeOf(id))).toEqual({ kind: 'expired' });
    }
  });

  test('live ten minutes each', async () => {
    const first = await request(durand.mail);
    pass(6 * 60_000);
    const second = await request(durand.mail, { lastChallengeId: first });
    pass(5 * 60_000);
    expect((await enter(second, await codeOf(first))).kind).toBe('wrong');
    expect((await enter(second, await codeOf(second))).kind).toBe('signed-in');
  });

  test('are of no use for another mailbox, nor in another browser', async () => {
    const first = await request(durand.mail);
    const other = await request(petit.mail, { lastChallengeId: first });
    expect((await enter(other, await codeOf(first))).kind).toBe('wrong');
    const elsewhere = await request(durand.mail);
    expect((await enter(elsewhere, await codeOf(first))).kind).toBe('wrong');
  });
});

describe('a code that links a chat account', () => {
  const ines = {
    channel: 'slack' as const,
    account: 'T1/U9',
    mail: 'ines.leroy@colleges.example.org',
    name: 'Inès Leroy',
    uai: crochepierre.uai,
    vouched: true,
  };

  async function requestLink(command: Parameters<typeof requestLinkCode>[1] = ines) {
    const result = await requestLinkCode(environment, command);
    if (result.kind !== 'requested') throw new Error(result.kind);
    return result.challengeId;
  }

  test('works in any window of the account', async () => {
    const first = await requestLink();
    const second = await requestLink();
    const input = await codeOf(second);
    expect(await enterLinkCode(environment, { ...ines, challengeId: first, input })).toMatchObject({
      kind: 'linked',
    });
    // Entered again, in the other window, it says the same.
    expect(await enterLinkCode(environment, { ...ines, challengeId: second, input })).toMatchObject(
      { kind: 'linked' },
    );
  });

  test('works in the channel and account that requested it only, although the mailbox is the same', async () => {
    const challengeId = await requestLink();
    const input = await codeOf(challengeId);
    for (const other of [{ channel: 'teams' as const }, { account: 'T1/U10' }]) {
      const entry = { ...ines, ...other, challengeId, input };
      expect(await enterLinkCode(environment, entry)).toEqual({ kind: 'expired' });
    }
    expect(await environment.persons.find(ines.mail)).toBeUndefined();
    expect(await enter(challengeId, input)).toEqual({ kind: 'expired' });
  });

  test('shares its count of tries with the code before it, and its guesses with those of the site', async () => {
    const first = await requestLink();
    const entry = { ...ines, challengeId: first };
    for (let guess = 0; guess < 3; guess += 1) {
      await enterLinkCode(environment, { ...entry, input: await wrongFor(first) });
    }
    const second = await requestLink();
    const again = { ...ines, challengeId: second, input: await wrongFor(second) };
    expect(await enterLinkCode(environment, again)).toEqual({ kind: 'wrong', triesLeft: 1 });
    await spendBudget(mailbox.mail);
    pass(hour);
    expect(await strengthOf(await requestLink())).toBe('characters');
  });
});
