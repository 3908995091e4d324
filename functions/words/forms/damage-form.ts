import type { DamagePart, DamageReport, LockerMake } from '../../domain/damages/damage.ts';
import { mostLockers } from '../../domain/damages/locker-ranges.ts';
import { fields, line, lockers, oneOf, severalOf, text, wholeNumber, yesNo } from '../fields.ts';
import type { Form } from '../form.ts';

export const damagePartLabels: Readonly<Record<DamagePart, string>> = {
  door: 'Porte',
  lock: 'Serrure',
  hinge: 'Charnière',
  shelf: 'Tablette',
  body: 'Caisse (côtés, fond, dessus)',
  fixing: 'Fixation au mur ou au sol',
  paint: 'Peinture ou tags',
  other: 'Autre chose',
};

export const lockerMakeLabels: Readonly<Record<LockerMake, string>> = {
  old: 'D’anciens casiers',
  'made-in-47': 'Des casiers « Made in 47 »',
};

const reportSchema = fields(() => ({
  building: line({
    label: 'Bâtiment',
    hint: 'Remplissez au moins l’une de ces trois lignes.',
    maxLength: 80,
  }),
  level: line({ label: 'Niveau', hint: 'Par exemple : 1er étage.', maxLength: 80 }),
  corridor: line({
    label: 'Couloir ou salle',
    hint: 'Par exemple : couloir des 6e.',
    maxLength: 120,
  }),
  lockers: lockers({
    label: 'Numéros des casiers abîmés',
    hint: 'Par exemple : 101-112, 115. Ou bien : A12 à A18.',
  }),
  lockersUnnumbered: wholeNumber({
    label: 'Casiers abîmés sans numéro',
    hint: 'Combien ? Laissez vide si tous ont un numéro.',
    max: mostLockers,
    unit: 'casiers',
  }),
  made: oneOf(lockerMakeLabels, {
    label: 'Quels casiers ?',
    hint: 'Pour les casiers « Made in 47 », votre signalement est aussi une demande de SAV à l’atelier qui les fabrique.',
    missing: 'Choisissez : anciens casiers, ou casiers « Made in 47 ».',
  }),
  parts: severalOf(damagePartLabels, {
    label: 'Qu’est-ce qui est abîmé ?',
    hint: 'Plusieurs réponses possibles.',
    missing: 'Choisissez au moins une réponse. Au besoin, « Autre chose ».',
  }),
  dangerous: yesNo({
    label: 'Est-ce dangereux ?',
    hint: 'Par exemple : un bord coupant, un meuble qui bascule, une porte qui pend.',
    missing: 'Dites si quelqu’un peut se blesser.',
    yes: 'Oui, quelqu’un peut se blesser',
    no: 'Non',
  }),
  description: text({
    label: 'Ce que vous voyez',
    hint: 'N’écrivez aucun nom d’élève.',
    maxLength: 2000,
  }),
}));

/** Compiles only while it asks exactly what the domain needs. */
export const damageForm: Form<DamageReport> = {
  id: 'damage',
  title: 'Signaler un dégât',
  shortTitle: 'Signaler un dégât',
  steps: [
    { title: 'Où sont les casiers ?', fields: ['building', 'level', 'corridor'] },
    { title: 'Lesquels ?', fields: ['lockers', 'lockersUnnumbered', 'made'] },
    { title: 'Le dégât', fields: ['parts', 'dangerous', 'description'] },
  ],
  schema: reportSchema,
};
