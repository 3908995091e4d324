import { bind, unbind } from '../domain/bind.ts';
import { type KnownPerson, mayBindTo, newPerson } from '../domain/person.ts';
import type { Uai } from '../domain/uai.ts';
import type { Clock, PersonStore } from './ports.ts';

export interface BindDeps {
  readonly persons: PersonStore;
  readonly clock: Clock;
}

export interface BindCommand {
  readonly uai: Uai;
  /** Lower case. */
  readonly mail: string;
  readonly by: KnownPerson;
  readonly opening: string;
}

export type BindOutcome =
  | { readonly kind: 'done'; readonly person: KnownPerson }
  | { readonly kind: 'not-yours' }
  /** Somebody else changed that person at the same moment: to be asked again. */
  | { readonly kind: 'stale' }
  /** The official mailbox stays bound: without it nobody could bind anybody. */
  | { readonly kind: 'is-mailbox' };

export type BindPerson = (command: BindCommand, name: string) => Promise<BindOutcome>;

/** Lets someone speak for a collège. A person who is known already keeps their name and their other collèges. */
export function makeBindPerson({ persons, clock }: BindDeps): BindPerson {
  return async ({ uai, mail, by, opening }, name) => {
    if (!mayBindTo(by, uai)) return { kind: 'not-yours' };
    const person = (await persons.find(mail)) ?? newPerson(mail, name);
    const act = { at: clock.now().toISOString(), who: by.name, opening };
    return save(persons, person, bind(person, uai, act));
  };
}

export type UnbindPerson = (command: BindCommand) => Promise<BindOutcome>;

/** Takes that back, as when somebody leaves their post. Their open sessions lose the collège at once. */
export function makeUnbindPerson({ persons, clock }: BindDeps): UnbindPerson {
  return async ({ uai, mail, by, opening }) => {
    if (!mayBindTo(by, uai)) return { kind: 'not-yours' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'not-yours' };
    if (person.mailboxOf.includes(uai)) return { kind: 'is-mailbox' };
    const act = { at: clock.now().toISOString(), who: by.name, opening };
    return save(persons, person, unbind(person, uai, act));
  };
}

async function save(
  persons: PersonStore,
  before: KnownPerson,
  after: KnownPerson,
): Promise<BindOutcome> {
  if (after === before) return { kind: 'done', person: before };
  if ((await persons.save(after)) === 'stale') return { kind: 'stale' };
  return { kind: 'done', person: { ...after, version: after.version + 1 } };
}
