import type { ChatDoor } from '../../domain/door.ts';
import { type KnownPerson, maySpeakFor, newPerson } from '../../domain/people/person.ts';
import { bind } from '../../domain/people/person-acts.ts';
import { type Binding, type Challenge, isOpen } from '../../domain/sign-in/sign-in.ts';
import type { EnterCodeDeps } from '../sign-in/enter-code.ts';
import { savePerson } from './save-person.ts';

export type EnterBindingCodeOutcome =
  | { readonly kind: 'bound'; readonly person: KnownPerson }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Too old, used, tried too often, somebody else's, or never asked for: nobody learns which. */
  | { readonly kind: 'expired' };

export type EnterBindingCode = (entry: {
  readonly door: ChatDoor;
  /** Of whoever types it: the code serves nobody but who asked for it. */
  readonly mail: string;
  readonly challengeId: string;
  readonly typed: string;
}) => Promise<EnterBindingCodeOutcome>;

/** Others may change the person at the same moment. */
const mostAttempts = 3;

/** Binds whoever types the code that the official mailbox was sent. The code serves once; the same one typed twice is one act. */
export function makeEnterBindingCode(deps: EnterCodeDeps): EnterBindingCode {
  const { signIns, persons, seals, clock, isSame } = deps;

  /** `undefined`: whoever proved their mailbox was deleted meanwhile. */
  async function bound(
    { id }: Challenge,
    { mail, name, uai }: Binding,
    door: ChatDoor,
  ): Promise<KnownPerson | undefined> {
    if (!uai) return persons.find(mail);
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const at = clock.now().toISOString();
      const person = (await persons.find(mail)) ?? newPerson(mail, name, at);
      const by = { at, who: person.name, opening: `binding ${id}`, door };
      const saved = await savePerson(persons, person, bind(person, uai, by));
      if (saved.kind === 'done') return saved.person;
    }
    throw new Error('A person was written by others three times in a row');
  }

  return async ({ door, mail, challengeId, typed }) => {
    const challenge = await signIns.findChallenge(challengeId);
    const binding = challenge?.binding;
    if (!challenge || binding?.mail !== mail) return { kind: 'expired' };
    const right = isSame(typed, await seals.codeOf(challengeId));
    if (challenge.met && right) {
      const person = await persons.find(mail);
      return person && (!binding.uai || maySpeakFor(person, binding.uai))
        ? { kind: 'bound', person }
        : { kind: 'expired' };
    }
    if (!isOpen(challenge, clock.now().toISOString())) return { kind: 'expired' };
    // The try is counted before it is judged, and one at a time: a hundred guesses sent together are still five.
    const tried = { ...challenge, triesLeft: challenge.triesLeft - 1 };
    const { triesLeft } = tried;
    if ((await signIns.saveChallenge(tried)) === 'stale') return { kind: 'wrong', triesLeft };
    if (!right) return triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'expired' };
    const met = { ...tried, version: tried.version + 1, met: true };
    if ((await signIns.saveChallenge(met)) === 'stale') return { kind: 'expired' };
    const person = await bound(challenge, binding, door);
    return person ? { kind: 'bound', person } : { kind: 'expired' };
  };
}
