import { codeCharacters, codeDigits } from '../../domain/people/sign-in.ts';
import { idCharacters } from '../../domain/reference.ts';
import { fields, line, mail, personName } from '../fields.ts';
import { count } from '../format.ts';
import type { Form } from '../model/form.ts';

/** Texts about the entry of a code, on the site and in chats. */
export const codeInput = {
  code: { digits: 'Code à 6 chiffres', characters: 'Code à 10 caractères' },
  wrong: (triesLeft: number) =>
    `Ce code n’est pas le bon. Il vous reste ${count(triesLeft, 'essai')}.`,
  notACode: 'Le code compte 6 chiffres, ou 10 lettres et chiffres.',
  expired: 'Ce code ne peut plus servir\u00a0: demandez-en un autre.',
  tooMany: {
    title: 'Trop de demandes',
    text: 'Trop de codes ont été demandés depuis une heure. Attendez un peu, puis recommencez.',
  },
};

const memberSchema = /* @__PURE__ */ fields(() => ({
  name: personName({ label: 'Nom et prénom', missing: 'Indiquez le nom de la personne.' }),
  mail: mail({
    label: 'Adresse électronique professionnelle',
    hint: 'La sienne, et non une boîte partagée\u00a0: c’est elle qui recevra les codes.',
    missing: 'Indiquez l’adresse électronique de la personne.',
  }),
}));

/** Adds a member to a collège or to the service Éducation. */
export const memberForm: Form<{ name: string; mail: string }> = {
  id: 'member',
  title: 'Rattacher une personne',
  shortTitle: 'Rattacher un collègue',
  steps: [{ title: 'La personne', fields: ['name', 'mail'] }],
  schema: memberSchema,
};

const mailboxSchema = /* @__PURE__ */ fields(() => ({
  mailbox: mail({
    label: 'Nouvelle boîte officielle',
    hint: 'L’adresse du collège, et non celle d’une personne\u00a0: elle rattache les collègues, et passe d’un titulaire du poste à l’autre.',
    missing: 'Indiquez la nouvelle adresse du collège.',
  }),
}));

/** The official mailbox of a collège, once its address has changed. */
export const mailboxForm: Form<{ mailbox: string }> = {
  id: 'mailbox',
  title: 'Changer la boîte officielle',
  shortTitle: 'Boîte officielle',
  steps: [{ title: 'L’adresse', fields: ['mailbox'] }],
  schema: mailboxSchema,
};

const signInSchema = /* @__PURE__ */ fields(() => ({
  mail: mail({
    label: 'Adresse électronique',
    hint: 'Par exemple\u00a0: prenom.nom@exemple.fr.',
    missing: 'Indiquez votre adresse électronique.',
  }),
}));

export const signInForm: Form<{ mail: string }> = {
  id: 'sign-in',
  title: 'Se connecter',
  shortTitle: 'Se connecter',
  steps: [{ title: 'Votre adresse', fields: ['mail'] }],
  schema: signInSchema,
};

const linkCodeSchema = /* @__PURE__ */ fields(() => ({
  code: line({
    label: 'Code reçu',
    hint: '6 chiffres, ou 10 lettres et chiffres. Regardez aussi dans les indésirables. Les espaces ne comptent pas.',
    missing: codeInput.notACode,
    maxLength: 40,
    autocomplete: 'one-time-code',
  }),
}));

export const linkCodeForm: Form<{ code: string }> = {
  id: 'link-code',
  title: 'Saisir le code reçu',
  shortTitle: 'Saisir le code',
  steps: [{ title: 'Le code', fields: ['code'] }],
  schema: linkCodeSchema,
};

/**
 * A typed code: six digits, or ten characters, in which O, I and L are read as 0 and 1. `undefined` for anything else, so
 * that a typing error costs no try.
 */
export function codeIn(input: string): string | undefined {
  const compact = input.toUpperCase().replace(/[\s.\-_–]/g, '');
  const characters = compact.replace(/O/g, '0').replace(/[IL]/g, '1');
  const isLong =
    characters.length === codeCharacters &&
    [...characters].every((character) => idCharacters.includes(character));
  if (isLong) return characters;
  const digits = input.replace(/\D/g, '');
  return digits.length === codeDigits ? digits : undefined;
}
