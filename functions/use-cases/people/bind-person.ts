import type { Uai } from '../../domain/colleges/uai.ts';
import { mayBindTo, newPerson } from '../../domain/people/person.ts';
import { bind, unbind } from '../../domain/people/person-acts.ts';
import {
  type PersonCommand,
  type PersonDeps,
  type PersonOutcome,
  savePerson,
} from './save-person.ts';

export interface BindCommand extends PersonCommand {
  readonly uai: Uai;
}

export type BindOutcome =
  | PersonOutcome
  /** The official mailbox stays bound: without it nobody could bind anybody. */
  | { readonly kind: 'is-mailbox' };

export type BindPerson = (command: BindCommand, name: string) => Promise<BindOutcome>;

/** Lets someone speak for a collège. A person who is known already keeps their name and their other collèges. */
export function makeBindPerson({ persons, clock }: PersonDeps): BindPerson {
  return async ({ uai, mail, by, opening }, name) => {
    if (!mayBindTo(by, uai)) return { kind: 'not-yours' };
    const at = clock.now().toISOString();
    const person = (await persons.find(mail)) ?? newPerson(mail, name, at);
    return savePerson(persons, person, bind(person, uai, { at, who: by.name, opening }));
  };
}

export type UnbindPerson = (command: BindCommand) => Promise<BindOutcome>;

/** Takes that back, as when somebody leaves their post. Their open sessions lose the collège at once. */
export function makeUnbindPerson({ persons, clock }: PersonDeps): UnbindPerson {
  return async ({ uai, mail, by, opening }) => {
    if (!mayBindTo(by, uai)) return { kind: 'not-yours' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'not-yours' };
    if (person.mailboxOf.includes(uai)) return { kind: 'is-mailbox' };
    const at = clock.now().toISOString();
    return savePerson(persons, person, unbind(person, uai, { at, who: by.name, opening }));
  };
}
