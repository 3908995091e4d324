import { count } from './numbers.ts';

/** A code that is typed, on the site or in a chat. */
export const typedCode = {
  code: 'Code à 6 chiffres',
  wrong: (triesLeft: number) =>
    `Ce code n’est pas le bon. Il vous reste ${count(triesLeft, 'essai')}.`,
  notACode: 'Le code compte 6 chiffres.',
  expired: 'Ce code ne peut plus servir\u00a0: demandez-en un autre.',
  tooMany: {
    title: 'Trop de demandes',
    text: 'Trop de codes ont été demandés depuis une heure. Attendez un peu, puis recommencez.',
  },
};
