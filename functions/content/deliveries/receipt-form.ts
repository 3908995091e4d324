import type { ReceiptAnswers, ReceiptProblem, Verdict } from '../../domain/deliveries/receipt.ts';
import { damagePartLabels } from '../damages/forms.ts';
import {
  fields,
  line,
  lockers,
  oneOf,
  severalOf,
  text,
  type ValuesOf,
  wholeNumber,
} from '../fields.ts';
import type { FieldErrors, Form } from '../model/form.ts';

const verdictOptions: Readonly<Record<Verdict, string>> = {
  accepted: 'Tout est là et en bon état',
  'with-reserves': 'J’accepte, mais avec des réserves',
  refused: 'Je refuse la livraison',
};

/** The form has three groups of lockers. Further defects are declared as damages, which reach the workshop too. */
export const reserveGroups = ['1', '2', '3'] as const;

const group = () => ({
  lockers: lockers({
    label: 'Numéros des casiers',
    hint: 'Par exemple\u00a0: 12-14, 20.',
  }),
  lockersUnnumbered: wholeNumber({
    label: 'Casiers sans numéro',
    hint: 'Combien\u00a0? Laissez vide si tous ont un numéro.',
    max: 500,
    unit: 'casiers',
  }),
  parts: severalOf(damagePartLabels, { label: 'Qu’est-ce qui ne va pas\u00a0?' }),
  description: text({ label: 'Ce que vous voyez', maxLength: 1000 }),
});

const receiptSchema = /* @__PURE__ */ fields(() => {
  const [one, two, three] = [group(), group(), group()];
  return {
    counted: wholeNumber({
      label: 'Combien de casiers avez-vous comptés\u00a0?',
      hint: 'Un casier est une porte.',
      missing: 'Comptez les casiers et écrivez leur nombre.',
      max: 5000,
      unit: 'casiers',
    }),
    verdict: oneOf(verdictOptions, {
      label: 'Acceptez-vous la livraison\u00a0?',
      missing: 'Choisissez\u00a0: accepter, accepter avec des réserves, ou refuser.',
    }),
    lockers1: one.lockers,
    lockersUnnumbered1: one.lockersUnnumbered,
    parts1: one.parts,
    description1: one.description,
    lockers2: two.lockers,
    lockersUnnumbered2: two.lockersUnnumbered,
    parts2: two.parts,
    description2: two.description,
    lockers3: three.lockers,
    lockersUnnumbered3: three.lockersUnnumbered,
    parts3: three.parts,
    description3: three.description,
    comment: text({
      label: 'Une précision\u00a0?',
      hint: 'Si vous refusez la livraison, dites pourquoi. N’écrivez aucun nom d’élève.',
      maxLength: 1000,
    }),
    signedName: line({
      label: 'Votre nom',
      hint: 'Le nom de la personne qui reçoit les casiers\u00a0: il vaut signature.',
      missing: 'Écrivez votre nom\u00a0: il vaut signature.',
      maxLength: 80,
      autocomplete: 'name',
    }),
    signedRole: line({
      label: 'Votre fonction',
      hint: 'Par exemple\u00a0: secrétaire générale, agent d’accueil.',
      missing: 'Écrivez votre fonction au collège.',
      maxLength: 80,
    }),
  };
});

export type ReceiptValues = ValuesOf<typeof receiptSchema>;

/** The bon de réception. Each group of lockers is a step, so that a chat can leave out those that are not needed. */
export const receiptForm: Form<ReceiptValues> = {
  id: 'receipt',
  title: 'Bon de réception',
  shortTitle: 'Bon de réception',
  steps: [
    { title: 'Les casiers', fields: ['counted', 'verdict'] },
    ...reserveGroups.map((number) => ({
      title: `Réserve ${number}`,
      fields: groupFields(number),
    })),
    { title: 'Signature', fields: ['comment', 'signedName', 'signedRole'] },
  ],
  branches: true,
  schema: receiptSchema,
};

function groupFields(number: string): readonly string[] {
  return [
    `lockers${number}`,
    `lockersUnnumbered${number}`,
    `parts${number}`,
    `description${number}`,
  ];
}

/** Empty groups are left out. */
export function receiptAnswersFrom(values: ReceiptValues): ReceiptAnswers {
  const { counted, verdict, comment, signedName, signedRole } = values;
  return {
    counted,
    verdict,
    reserves: filledGroups(values).map(({ note }) => note),
    comment,
    signedName,
    signedRole,
  };
}

/** Each error stands at the field where it can be corrected. */
export function receiptErrors(
  problems: readonly ReceiptProblem[],
  values: ReceiptValues,
): FieldErrors {
  const groups = filledGroups(values);
  const errors = problems.map((problem) => {
    const group = 'index' in problem ? groups[problem.index]?.number : '';
    return [`${fieldsOf[problem.kind]}${group}`, messages[problem.kind]];
  });
  return Object.fromEntries(errors);
}

const fieldsOf: Readonly<Record<ReceiptProblem['kind'], string>> = {
  'count-differs': 'verdict',
  'reserves-unsaid': 'verdict',
  'no-reserve': 'lockers1',
  'reason-missing': 'comment',
  'no-locker': 'lockers',
  undescribed: 'description',
};

const messages: Readonly<Record<ReceiptProblem['kind'], string>> = {
  'count-differs':
    'Vous n’avez pas compté le nombre de casiers annoncé\u00a0: vérifiez, ou acceptez avec des réserves.',
  'reserves-unsaid':
    'Vous avez décrit des réserves\u00a0: choisissez «\u00a0J’accepte, mais avec des réserves\u00a0».',
  'no-reserve': 'Dites quels casiers posent problème.',
  'reason-missing': 'Dites pourquoi vous refusez la livraison.',
  'no-locker': 'Écrivez les numéros des casiers, ou combien s’ils n’en ont pas.',
  undescribed: 'Décrivez en quelques mots ce qui ne va pas.',
};

function filledGroups(values: ReceiptValues) {
  const notes = [
    {
      lockers: values.lockers1,
      lockersUnnumbered: values.lockersUnnumbered1,
      parts: values.parts1,
      description: values.description1,
    },
    {
      lockers: values.lockers2,
      lockersUnnumbered: values.lockersUnnumbered2,
      parts: values.parts2,
      description: values.description2,
    },
    {
      lockers: values.lockers3,
      lockersUnnumbered: values.lockersUnnumbered3,
      parts: values.parts3,
      description: values.description3,
    },
  ];
  return notes.flatMap((note, index) => {
    const { lockers, lockersUnnumbered, parts, description } = note;
    const isFilled =
      lockers.length > 0 || lockersUnnumbered > 0 || parts.length > 0 || description !== '';
    return isFilled ? [{ number: reserveGroups[index] ?? '1', note }] : [];
  });
}
