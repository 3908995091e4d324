import type { Damage } from '../domain/damages/damage.ts';
import { type Declaration, referenceOf } from '../domain/declarations/declaration.ts';
import type { Delivery } from '../domain/deliveries/delivery.ts';
import { canRead, isEducation, type KnownPerson } from '../domain/people/person.ts';
import type { PersonExport } from '../domain/read-models/lists.ts';
import { damageReference, deliveryReference } from '../domain/reference.ts';
import { changeStored } from './change.ts';
import { type PersonCommand, type PersonResult, viewPerson } from './people.ts';
import type { Deps } from './ports.ts';

type ExportPersonDeps = Pick<
  Deps,
  'departement' | 'declarations' | 'damages' | 'deliveries' | 'persons' | 'chatUsers' | 'clock'
>;

/**
 * Everything that is stored about a person, in the collèges that they may read. Journals keep names, so a line of
 * another collège may be a namesake's. `undefined`: the person was deleted meanwhile.
 */
export async function exportPerson(
  deps: ExportPersonDeps,
  by: KnownPerson,
): Promise<PersonExport | undefined> {
  const file = await viewPerson(deps, by, by.mail);
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
  const deliveries = files.flatMap((each) => each.deliveries);
  return {
    ...file,
    at: deps.clock.now().toISOString(),
    ...ofDeclarations(declarations, by),
    ...ofDamages(damages, by),
    ...ofDeliveries(deliveries, by),
    chatUsers,
    notifiedAbout: [
      ...declarations.filter(({ filedBy }) => filedBy === by.mail).map(referenceOf),
      ...damages.filter(({ reportedBy }) => reportedBy === by.mail).map(damageReference),
    ],
  };
}

function ofDeclarations(declarations: readonly Declaration[], { name, mail }: KnownPerson) {
  return {
    declarationLines: declarations.flatMap((declaration) =>
      declaration.journal
        .filter(({ who }) => who === name)
        .map((entry) => ({ reference: referenceOf(declaration), entry })),
    ),
    contactOf: declarations
      .filter(
        ({ filing }) => filing?.kind === 'needs' && filing.needs.contactMail.toLowerCase() === mail,
      )
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

export type DeletePersonResult =
  | PersonResult
  /** Another act changed the person between the checks and the removal. */
  | { readonly kind: 'conflict' }
  /** Another mailbox must become the official one of their collège first. */
  | { readonly kind: 'is-mailbox' }
  /** They must leave the service Éducation first, which keeps at least one member. */
  | { readonly kind: 'in-education' };

type DeletePersonDeps = Pick<
  Deps,
  'departement' | 'declarations' | 'damages' | 'persons' | 'chatUsers'
>;

/**
 * Deletes a person on request: who they are, their sessions, their chat users, and their mailbox wherever notifications
 * would be sent to it. Journals are history and keep the names of authors.
 */
export async function deletePerson(
  deps: DeletePersonDeps,
  command: PersonCommand,
): Promise<DeletePersonResult> {
  const { mail, by } = command;
  if (!isEducation(by)) return { kind: 'forbidden' };
  const person = await deps.persons.find(mail);
  if (!person) return { kind: 'forbidden' };
  if (person.mailboxOf.length > 0) return { kind: 'is-mailbox' };
  if (isEducation(person)) return { kind: 'in-education' };
  // The person goes last: a run that dies in between is finished by asking again.
  await forgetMail(deps, command);
  const chatUsers = await deps.chatUsers.listOf(mail);
  await Promise.all(chatUsers.map((chatUser) => deps.chatUsers.remove(chatUser)));
  if ((await deps.persons.remove(person)) === 'conflict') return { kind: 'conflict' };
  return { kind: 'done', person };
}

async function forgetMail(
  deps: DeletePersonDeps,
  { mail, idempotencyKey }: PersonCommand,
): Promise<void> {
  const register = await deps.departement.register();
  await Promise.all(
    register.map(async ({ uai }) => {
      const [declarations, damages] = await Promise.all([
        deps.declarations.listOf(uai),
        deps.damages.listOf(uai),
      ]);
      await Promise.all([
        ...declarations
          .filter((declaration) => withoutMail(declaration, mail) !== declaration)
          .map(({ campaignId }) =>
            changeStored({
              find: () => deps.declarations.find(uai, campaignId),
              save: deps.declarations.save,
              apply: (declaration) => withoutMail(declaration, mail),
              idempotencyKey,
            }),
          ),
        ...damages
          .filter(({ reportedBy }) => reportedBy === mail)
          .map(({ id }) =>
            changeStored({
              find: () => deps.damages.find(uai, id),
              save: deps.damages.save,
              apply: (damage) => ({ ...damage, reportedBy: undefined }),
              idempotencyKey,
            }),
          ),
      ]);
    }),
  );
}

function withoutMail(declaration: Declaration, mail: string): Declaration {
  const { filedBy, withdrawnBy } = declaration;
  if (filedBy !== mail && withdrawnBy !== mail) return declaration;
  return {
    ...declaration,
    filedBy: filedBy === mail ? undefined : filedBy,
    withdrawnBy: withdrawnBy === mail ? undefined : withdrawnBy,
  };
}
