import { codeMinutes } from '../../domain/sign-in/sign-in.ts';
import { typedCode } from '../typed-code.ts';

/** Said in the forms of the binding. */
export const bindWords = {
  about: ({ name, mail }: { readonly name: string; readonly mail: string }) => `${name}, ${mail}`,
  sent: `Un code à 6 chiffres vient d’être envoyé à la boîte officielle du collège, avec votre nom et votre adresse. Il est valable ${codeMinutes} minutes. Si vous ne lisez pas cette boîte, demandez-le à la personne qui la lit.`,
  sentToYou: `Cette adresse est déjà connue : un code à 6 chiffres vient de lui être envoyé, pour prouver qu’elle est la vôtre. Il est valable ${codeMinutes} minutes.`,
  notACode: typedCode.notACode,
  wrong: typedCode.wrong,
};
