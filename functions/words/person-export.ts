import type { PersonExport } from '../use-cases/people/export-person.ts';
import { chatNames } from './chat.ts';
import { instant } from './dates.ts';
import { damageJournalLine } from './pages/damage.ts';
import { journalLine } from './pages/declaration.ts';
import { deliveryJournalLine } from './pages/delivery.ts';
import { personJournalLine, personPage } from './pages/person.ts';

/** What the counter knows of a person, to keep and to read by hand or by machine. */
export function personExport(
  data: PersonExport,
  timeZone: string,
): Readonly<Record<string, string | readonly string[]>> {
  const { person, colleges, at, declarationLines, damageLines, deliveryLines } = data;
  const { signedFor, toldAbout, contactOn, contacts } = data;
  const named = colleges.map(({ uai, name, commune }) => `${uai} ${name}, ${commune}`);
  const when = (then: string) => instant(then, timeZone);
  return {
    'Établi le': when(at),
    Nom: person.name,
    'Adresse électronique': person.mail,
    Rôle: person.education ? personPage.education : personPage.agent,
    Collèges: named,
    'Boîte officielle de': person.mailboxOf,
    'Sessions fermées le': person.signedOutAt ? when(person.signedOutAt) : '',
    'Historique de votre fiche': person.journal.map((entry) =>
      personJournalLine(when(entry.at), entry),
    ),
    'Ce que vous avez fait': [
      ...declarationLines.map(
        ({ reference, entry }) => `${reference}, ${journalLine(when(entry.at), entry.who, entry)}`,
      ),
      ...damageLines.map(
        ({ reference, entry }) => `${reference}, ${damageJournalLine(when(entry.at), entry)}`,
      ),
      ...deliveryLines.map(
        ({ reference, entry }) => `${reference}, ${deliveryJournalLine(when(entry.at), entry)}`,
      ),
    ],
    'Bons de réception à votre nom': signedFor,
    'Suivi par courriel à votre adresse': toldAbout,
    'Déclarations où votre adresse est celle à joindre': contactOn,
    'Vos comptes dans les messageries': contacts.map(
      ({ door, account, name, knownAt }) =>
        `${chatNames[door]}, ${account}, ${name}, connu le ${when(knownAt)}`,
    ),
    'Ce que ce fichier ne dit pas':
      'L’historique est cherché par votre nom, dans vos collèges d’aujourd’hui : un homonyme du même collège peut s’y trouver, et ce que vous avez fait pour un ancien collège n’y est pas. Les textes libres et les brouillons ne sont pas fouillés. La trace des courriels envoyés, gardée 400 jours, et vos sessions, gardées 12 heures, n’y sont pas non plus. Demandez-les au service.',
  };
}
