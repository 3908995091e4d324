import type { Damage } from '../domain/damages/damage.ts';
import { type Declaration, referenceOf } from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import { canRead, isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { PersonExport } from '../domain/read-models/lists.ts';
import { damageReference, deliveryReference } from '../domain/reference.ts';
import {
  makeViewPerson,
  type PersonCommand,
  type PersonDeps,
  type PersonOutcome,
} from './people.ts';
import type {
  ChatUserStore,
  Clock,
  DamageStore,
  DeclarationStore,
  DeliveryStore,
  DepartementStore,
  PersonStore,
} from './ports.ts';

/** `undefined`: they were deleted at this moment. */
export type ExportPerson = (by: KnownPerson) => Promise<PersonExport | undefined>;

/**
 * What the counter knows of whoever asks, in the collèges that they may read: journals keep names, and a namesake's line
 * in another collège is not theirs to see.
 */
export function makeExportPerson(deps: {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly damages: DamageStore;
  readonly deliveries: DeliveryStore;
  readonly persons: PersonStore;
  readonly chatUsers: ChatUserStore;
  readonly clock: Clock;
}): ExportPerson {
  const viewPerson = makeViewPerson(deps);
  return async (by) => {
    const file = await viewPerson(by, by.mail);
    if (!file) return undefined;
    const [register, chatUsers] = await Promise.all([
      deps.departement.register(),
      deps.chatUsers.listOf(by.mail),
    ]);
    const readable = register.filter(({ uai }) => canRead(by, uai));
    const files = await Promise.all(
      readable.map(async ({ uai }) => ({
        declarations: await deps.declarations.listOf(uai),
        damages: await deps.damages.listOf(uai),
        deliveries: await deps.deliveries.listOf(uai),
      })),
    );
    const declarations = files.flatMap((each) => each.declarations);
    const damages = files.flatMap((each) => each.damages);
    return {
      ...file,
      at: deps.clock.now().toISOString(),
      ...ofDeclarations(declarations, by),
      ...ofDamages(damages, by),
      ...ofDeliveries(
        files.flatMap((each) => each.deliveries),
        by,
      ),
      chatUsers,
      notifiedAbout: [
        ...declarations.filter(({ filedBy }) => filedBy === by.mail).map(referenceOf),
        ...damages.filter(({ reportedBy }) => reportedBy === by.mail).map(damageReference),
      ],
    };
  };
}

function ofDeclarations(declarations: readonly Declaration[], { name, mail }: KnownPerson) {
  return {
    declarationLines: declarations.flatMap((declaration) =>
      declaration.journal
        .filter(({ who }) => who === name)
        .map((entry) => ({ reference: referenceOf(declaration), entry })),
    ),
    chatUserOn: declarations
      .filter(({ filing }) => filing?.kind === 'needs' && isMail(filing.needs.contactMail, mail))
      .map(referenceOf),
  };
}

function ofDamages(damages: readonly Damage[], { name }: KnownPerson) {
  return {
    damageLines: damages.flatMap((damage) =>
      damage.journal
        .filter(({ who }) => who === name)
        .map((entry) => ({ reference: damageReference(damage), entry })),
    ),
  };
}

function ofDeliveries(deliveries: readonly Delivery[], { name }: KnownPerson) {
  return {
    deliveryLines: deliveries.flatMap((delivery) =>
      delivery.journal
        .filter(({ who }) => who === name)
        .map((entry) => ({ reference: deliveryReference(delivery), entry })),
    ),
    signedFor: deliveries
      .filter(({ receipts }) => receipts.some(({ signedName }) => signedName === name))
      .map(deliveryReference),
  };
}

function isMail(input: string, mail: string): boolean {
  return input.toLowerCase() === mail;
}

export interface DeletePersonDeps extends PersonDeps {
  readonly departement: DepartementStore;
  readonly declarations: DeclarationStore;
  readonly damages: DamageStore;
  readonly chatUsers: ChatUserStore;
}

export type DeletePersonOutcome =
  | PersonOutcome
  /** Another mailbox must be the official one of their collège first. */
  | { readonly kind: 'is-mailbox' }
  /** They must leave the service Éducation first: there must always be somebody. */
  | { readonly kind: 'in-education' };

export type DeletePerson = (command: PersonCommand) => Promise<DeletePersonOutcome>;

/**
 * Forgets a person who asks for it: who they are, their sessions, their accounts in the chats, and their mailbox wherever
 * something was to be told to it. Journals are history and keep the name of whoever acted.
 */
export function makeDeletePerson(deps: DeletePersonDeps): DeletePerson {
  const { persons } = deps;
  return async ({ mail, by }) => {
    if (!isEducation(by)) return { kind: 'forbidden' };
    const person = await persons.find(mail);
    if (!person) return { kind: 'forbidden' };
    if (person.mailboxOf.length > 0) return { kind: 'is-mailbox' };
    if (isEducation(person)) return { kind: 'in-education' };
    // First what is told to them: a run that dies in between is finished by asking again.
    if (!(await forgetMailbox(deps, mail))) return { kind: 'conflict' };
    const accounts = await deps.chatUsers.listOf(mail);
    await Promise.all(accounts.map((chatUser) => deps.chatUsers.remove(chatUser)));
    if ((await persons.remove(person)) === 'conflict') return { kind: 'conflict' };
    return { kind: 'done', person };
  };
}

/** False where somebody else wrote at the same moment. */
async function forgetMailbox(deps: DeletePersonDeps, mail: string): Promise<boolean> {
  const register = await deps.departement.register();
  const outcomes = await Promise.all(
    register.map(async ({ uai }) => {
      const [declarations, damages] = await Promise.all([
        deps.declarations.listOf(uai),
        deps.damages.listOf(uai),
      ]);
      return Promise.all([
        ...declarations
          .filter(({ filedBy, withdrawnBy }) => filedBy === mail || withdrawnBy === mail)
          .map((told) => deps.declarations.save(withoutMailbox(told, mail))),
        ...damages
          .filter(({ reportedBy }) => reportedBy === mail)
          .map((told) => deps.damages.save({ ...told, reportedBy: undefined })),
      ]);
    }),
  );
  return outcomes.flat().every((outcome) => outcome === 'saved');
}

function withoutMailbox(declaration: Declaration, mail: string): Declaration {
  const { filedBy, withdrawnBy } = declaration;
  return {
    ...declaration,
    filedBy: filedBy === mail ? undefined : filedBy,
    withdrawnBy: withdrawnBy === mail ? undefined : withdrawnBy,
  };
}
