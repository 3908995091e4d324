import { type College, findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import type { ChatDoor } from '../../domain/door.ts';
import { maySpeakFor } from '../../domain/people/person.ts';
import { type Binding, codeLimits, newChallenge } from '../../domain/sign-in/sign-in.ts';
import type { DepartementStore, PersonStore } from '../ports.ts';
import type { AskCodeDeps } from '../sign-in/ask-code.ts';

export interface AskBindingCodeDeps extends AskCodeDeps {
  readonly departement: DepartementStore;
  readonly persons: PersonStore;
}

/** Somebody of a chat, and the collège they want to speak for. */
export interface BindingDemand {
  readonly door: ChatDoor;
  readonly account: string;
  /** Lower case. */
  readonly mail: string;
  readonly name: string;
  readonly uai: Uai;
  /** The chat's word for their mailbox is enough, or nobody has it yet. */
  readonly vouched: boolean;
}

export type AskBindingCodeOutcome =
  | { readonly kind: 'asked'; readonly challengeId: string; readonly college: College }
  | { readonly kind: 'bound-already'; readonly college: College }
  /** Nobody reads the mail of that collège here. */
  | { readonly kind: 'no-mailbox'; readonly college: College }
  /** That mailbox is somebody's: they are to prove by a code sent there that the account is theirs. */
  | { readonly kind: 'asked-owner'; readonly challengeId: string }
  | { readonly kind: 'unknown-college' }
  | { readonly kind: 'too-many' };

export type AskBindingCode = (demand: BindingDemand) => Promise<AskBindingCodeOutcome>;

/** Opens a challenge whose code goes to the official mailbox of the collège: whoever reads it judges who is a colleague. */
export function makeAskBindingCode(deps: AskBindingCodeDeps): AskBindingCode {
  const { signIns, seals, clock, newId, departement, persons } = deps;

  async function isWithin({ door, account }: BindingDemand, to: string): Promise<boolean> {
    const [ofAccount, ofMailbox] = await Promise.all([
      seals.fingerprintOf(`binding of ${door} ${account}`),
      seals.fingerprintOf(`binding to ${to}`),
    ]);
    return (
      (await signIns.countHit(ofAccount, codeLimits.perAccount)) &&
      (await signIns.countHit(ofMailbox, codeLimits.perMailbox))
    );
  }

  async function challenge(to: string, binding: Binding): Promise<string> {
    const { id, ...asked } = newChallenge(newId(), to, clock.now().toISOString());
    await signIns.saveChallenge({ id, ...asked, binding });
    return id;
  }

  return async (demand) => {
    const { mail, name, uai, vouched } = demand;
    const [register, people] = await Promise.all([departement.register(), persons.list()]);
    const college = findCollege(register, uai);
    if (!college) return { kind: 'unknown-college' };
    const person = people.find((known) => known.mail === mail);
    if (person && !vouched) {
      if (!(await isWithin(demand, mail))) return { kind: 'too-many' };
      return { kind: 'asked-owner', challengeId: await challenge(mail, { mail, name }) };
    }
    if (person && maySpeakFor(person, uai)) return { kind: 'bound-already', college };
    const mailbox = people.find(({ mailboxOf }) => mailboxOf.includes(uai));
    if (!mailbox) return { kind: 'no-mailbox', college };
    if (!(await isWithin(demand, mailbox.mail))) return { kind: 'too-many' };
    const challengeId = await challenge(mailbox.mail, { mail, name, uai });
    return { kind: 'asked', challengeId, college };
  };
}
