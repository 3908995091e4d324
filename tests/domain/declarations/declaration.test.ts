import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { declarationForm } from '../../../functions/content/declarations/forms.ts';
import { answersOf, parseForm } from '../../../functions/content/model/form.ts';
import type { Act } from '../../../functions/domain/act.ts';
import {
  askCorrection,
  type Declaration,
  type DeclarationState,
  file,
  isWithdrawn,
  keepDraft,
  newDeclaration,
  referenceOf,
  withdraw,
} from '../../../functions/domain/declarations/declaration.ts';
import { needsProblems } from '../../../functions/domain/declarations/needs.ts';
import { crochepierre, needs } from '../../shared/examples.ts';

const blank = newDeclaration(crochepierre.uai, '2026');
const act = (over: Partial<Act> = {}): Act => ({
  at: '2026-01-14T08:00:00.000Z',
  who: 'Claire Durand',
  channel: 'web',
  idempotencyKey: 'a',
  ...over,
});

/** What a collège can do, in any order, by any member. */
const anyStep = fc.record({
  does: fc.constantFrom('draft', 'needs', 'nothing', 'withdraw' as const),
  who: fc.constantFrom('Claire Durand', 'Omar Petit'),
  channel: fc.constantFrom('web', 'slack', 'teams' as const),
});

function take(
  declaration: Declaration,
  step: { does: string; who: string; channel: Act['channel'] },
) {
  const by = act({ who: step.who, channel: step.channel });
  if (step.does === 'draft') return keepDraft(declaration, { comment: step.who }, by);
  if (step.does === 'withdraw') return declaration.filing ? withdraw(declaration, by) : declaration;
  const filing = step.does === 'needs' ? ({ kind: 'needs', needs } as const) : nothing;
  return file(declaration, filing, by);
}

const nothing = { kind: 'nothing-needed' } as const;

/** Raises the version, as the store does. */
const stored = (declaration: Declaration) => ({
  ...declaration,
  version: declaration.version + 1,
});

describe('a declaration, after any acts of a collège', () => {
  test.prop([fc.array(anyStep, { maxLength: 12 })])(
    'keeps every journal entry, each with the version that it made',
    (steps) => {
      let declaration = blank;
      for (const step of steps) {
        const next = take(declaration, step);
        if (!next) throw new Error('The act was refused before any decision');
        expect(next.journal.slice(0, declaration.journal.length)).toEqual(declaration.journal);
        if (next === declaration) continue;
        for (const { version } of next.journal.slice(declaration.journal.length)) {
          expect(version).toBe(declaration.version + 1);
        }
        declaration = stored(next);
      }
    },
  );

  test.prop([fc.array(anyStep, { minLength: 1, maxLength: 12 })])(
    'is filed until it is withdrawn, and drafts do not change that',
    (steps) => {
      let declaration = blank;
      for (const step of steps) declaration = stored(take(declaration, step) ?? blank);
      const last = steps.findLast(({ does }) => does !== 'draft')?.does;
      const filed = last === 'needs' || last === 'nothing';
      const begun = steps.some(({ does }) => does !== 'withdraw');
      expect(declaration.state).toBe(filed ? 'filed' : begun ? 'draft' : 'new');
      expect(declaration.filing !== undefined).toBe(filed);
      const everFiled = steps.some(({ does }) => does === 'needs' || does === 'nothing');
      expect(isWithdrawn(declaration)).toBe(everFiled && !filed);
    },
  );

  test.prop([anyStep])('refuses every act once it is decided', (step) => {
    const decided: DeclarationState = 'decided';
    expect(take({ ...blank, filing: nothing, state: decided }, step)).toBeUndefined();
  });
});

describe('a draft', () => {
  test('saved again by one person is one journal entry; by another person it is a second', () => {
    const first = stored(keepDraft(blank, { comment: '1' }, act()) ?? blank);
    const second = stored(keepDraft(first, { comment: '2' }, act()) ?? blank);
    expect(second.journal).toHaveLength(1);
    expect(second.draft?.answers).toEqual({ comment: '2' });
    const other = keepDraft(second, { comment: '3' }, act({ channel: 'slack' }));
    expect(other?.journal).toHaveLength(2);
  });

  test('is gone once needs are filed, and stays with an état néant', () => {
    const draft = stored(keepDraft(blank, { comment: '1' }, act()) ?? blank);
    expect(file(draft, { kind: 'needs', needs }, act())?.draft).toBeUndefined();
    expect(file(draft, nothing, act())?.draft?.answers).toEqual({ comment: '1' });
  });
});

describe('a withdrawal', () => {
  const filed = stored(file(blank, { kind: 'needs', needs }, act({ mail: 'claire@a' })) ?? blank);

  test('turns the needs that were filed into a draft', () => {
    const withdrawn = withdraw(filed, act({ mail: 'omar@a' }));
    expect(withdrawn).toMatchObject({ state: 'draft', filedBy: 'claire@a', withdrawnBy: 'omar@a' });
    const answers = withdrawn?.draft?.answers ?? {};
    expect(answers).toEqual(answersOf(declarationForm, { ...needs }));
    expect(parseForm(declarationForm, answers)).toEqual({ kind: 'valid', values: needs });
    expect(file(stored(withdrawn ?? blank), nothing, act())?.withdrawnBy).toBeUndefined();
  });

  test('keeps a later draft rather than the needs that were filed', () => {
    const corrected = stored(keepDraft(filed, { comment: 'à revoir' }, act()) ?? blank);
    expect(withdraw(corrected, act())?.draft?.answers).toEqual({ comment: 'à revoir' });
  });

  test('is possible when a correction is asked for, which stays visible', () => {
    const toCorrect = stored(askCorrection(filed, 'Précisez.', act()) ?? blank);
    expect(withdraw(toCorrect, act())).toMatchObject({ state: 'draft', correction: 'Précisez.' });
  });

  test('is refused when nothing is filed', () => {
    expect(withdraw(blank, act())).toBeUndefined();
    expect(withdraw(stored(keepDraft(blank, {}, act()) ?? blank), act())).toBeUndefined();
  });
});

test('needs filed over others are recorded as a correction', () => {
  const first = stored(file(blank, { kind: 'needs', needs }, act()) ?? blank);
  const second = file(first, { kind: 'needs', needs: { ...needs, lockersToReplace: 30 } }, act());
  expect(second?.journal.map(({ what }) => what)).toEqual(['filed', 'corrected']);
});

describe('filing again what is filed', () => {
  const reordered = Object.fromEntries(Object.entries(needs).reverse()) as typeof needs;

  test('changes nothing, whatever the order in which its fields are stored', () => {
    const first = stored(file(blank, { kind: 'needs', needs }, act()) ?? blank);
    expect(file(first, { kind: 'needs', needs: reordered }, act())).toBe(first);
    const nothing = stored(file(blank, { kind: 'nothing-needed' }, act()) ?? blank);
    expect(file(nothing, { kind: 'nothing-needed' }, act())).toBe(nothing);
  });

  test('drops the draft without a line in the journal', () => {
    const first = stored(file(blank, { kind: 'needs', needs }, act()) ?? blank);
    const drafted = stored(keepDraft(first, {}, act()) ?? blank);
    const again = file(drafted, { kind: 'needs', needs }, act());
    expect(again).toMatchObject({ state: 'filed', draft: undefined, journal: drafted.journal });
  });

  test('confirms it when a correction is asked for', () => {
    const first = stored(file(blank, { kind: 'needs', needs }, act()) ?? blank);
    const asked = stored(askCorrection(first, 'Précisez.', act()) ?? blank);
    expect(file(asked, { kind: 'needs', needs }, act())?.journal).toHaveLength(3);
  });
});

test('a reference names the campaign and the collège', () => {
  expect(referenceOf(blank)).toBe('2026-0470678G');
});

describe('needs', () => {
  test('without contradiction have no problem', () => {
    expect(needsProblems(needs)).toEqual([]);
  });

  test.prop([fc.nat({ max: 5000 }), fc.nat({ max: 5000 })])(
    'cannot count more unusable or dangerous lockers than are in service',
    (lockersInService, lockersDangerous) => {
      const problems = needsProblems({
        ...needs,
        lockersInService,
        lockersUnusable: 0,
        lockersDangerous,
      });
      expect(problems.map(({ field }) => field)).toEqual(
        lockersDangerous > lockersInService ? ['lockersDangerous'] : [],
      );
    },
  );

  test('of no locker are refused: an état néant is filed instead', () => {
    expect(needsProblems({ ...needs, lockersToReplace: 0 })).toEqual([
      { field: 'lockersToReplace', problem: 'nothing-to-replace' },
    ]);
  });
});
