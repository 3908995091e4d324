import { codeMinutes } from '../../domain/sign-in.ts';
import { count } from '../numbers.ts';

export const signIn = {
  title: 'Se connecter',
  lead: 'Indiquez votre adresse électronique professionnelle\u00a0: nous vous envoyons un code à 6 chiffres. Il n’y a pas de mot de passe.',
  button: 'Recevoir un code',
  notBound:
    'Seules les adresses rattachées à un collège reçoivent un code. Si la vôtre ne l’est pas, demandez à votre collège\u00a0: sa boîte officielle peut vous rattacher.',
  codeTitle: 'Saisir le code reçu',
  codeLead: `Si cette adresse est connue, un code à 6 chiffres vient de lui être envoyé. Il est valable ${codeMinutes} minutes.`,
  codeHint: 'Regardez aussi dans les indésirables. Les espaces ne comptent pas.',
  code: 'Code à 6 chiffres',
  codeButton: 'Se connecter',
  again: 'Demander un autre code',
  wrong: (triesLeft: number) =>
    `Ce code n’est pas le bon. Il vous reste ${count(triesLeft, 'essai')}.`,
  notACode: 'Le code compte 6 chiffres.',
  expired: 'Ce code ne peut plus servir\u00a0: demandez-en un autre.',
  tooMany: {
    title: 'Trop de demandes',
    text: 'Trop de codes ont été demandés depuis une heure. Attendez un peu, puis recommencez.',
  },
  signOut: 'Se déconnecter',
  signedInAs: (name: string) => `Connecté\u00a0: ${name}`,
  sessionOver: {
    title: 'Votre session est terminée',
    text: 'Rien n’a été enregistré, mais vos réponses sont encore ici. Connectez-vous dans un autre onglet, puis revenez à celui-ci et renvoyez-les.',
    open: 'Se connecter dans un autre onglet',
    resend: 'Renvoyer mes réponses',
  },
};
