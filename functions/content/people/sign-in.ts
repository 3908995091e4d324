import {
  authorizationMinutes,
  codeMinutes,
  magicLinkMinutes,
} from '../../domain/people/sign-in.ts';

export const signIn = {
  title: 'Se connecter',
  lead: 'Indiquez votre adresse électronique professionnelle\u00a0: nous vous envoyons un code à 6 chiffres. Il n’y a pas de mot de passe.',
  button: 'Recevoir un code',
  notMember:
    'Seules les adresses rattachées à un collège reçoivent un code. Si la vôtre ne l’est pas, demandez à votre collège\u00a0: sa boîte officielle peut vous rattacher.',
  codeTitle: 'Saisir le code reçu',
  codeLead: {
    digits: `Si cette adresse est connue, un code à 6 chiffres vient de lui être envoyé. Il est valable ${codeMinutes} minutes, dans ce navigateur.`,
    characters: `Si cette adresse est connue, un code à 10 caractères vient de lui être envoyé. Il est valable ${codeMinutes} minutes, dans ce navigateur. Il est plus long parce que trop de codes faux ont été saisis pour cette adresse.`,
  },
  codeHint: {
    digits: 'Regardez aussi dans les indésirables. Les espaces ne comptent pas.',
    characters:
      'Des lettres et des chiffres. Regardez aussi dans les indésirables. Les espaces et les majuscules ne comptent pas.',
  },
  codeButton: 'Se connecter',
  again: 'Demander un autre code',
  tooMany: {
    title: 'Trop de demandes',
    text: 'Depuis une heure, trop de codes ont été demandés pour cette adresse, ou depuis votre réseau. Cela n’est peut-être pas de votre fait. Aucun autre code ne part vers ce navigateur avant une heure au plus.',
    ways: 'Pour entrer sans attendre\u00a0:',
    received: `Un code vous est arrivé il y a moins de ${codeMinutes} minutes, et ce navigateur l’avait demandé\u00a0?`,
    enter: 'Saisissez-le.',
    knownBrowser:
      'Prenez le navigateur ou l’appareil dans lequel vous vous êtes déjà connecté(e)\u00a0: les demandes des autres ne le bloquent jamais.',
    chat: 'Passez par Slack ou Teams, si votre collège s’en sert\u00a0: chaque formulaire y offre un lien vers le site.',
    write: (serviceName: string) => `Écrivez au ${serviceName}\u00a0:`,
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

/** Signing in at an identity provider. `label` is its name, such as `ProConnect`. */
export const oidcTexts = {
  or: 'ou',
  link: (label: string) => `S’identifier avec ${label}`,
  back: 'Revenir à la connexion',
  unknown: {
    title: 'Votre adresse n’est pas rattachée',
    text: (label: string) =>
      `${label} vous a reconnu(e), mais votre adresse n’est rattachée à aucun collège ni au Département\u00a0:`,
    way: 'Demandez à votre collège\u00a0: sa boîte officielle peut vous rattacher. Si une autre de vos adresses l’est déjà, revenez à la connexion et recevez-y un code.',
    exit: (label: string) => `Changer de compte ${label}`,
  },
  required: {
    title: 'Une autre connexion est demandée',
    text: (label: string) =>
      `Les agents du service Éducation entrent avec ${label} seulement\u00a0: ni un code ni un lien ne leur ouvrent le site.`,
  },
  otherAccount: {
    title: 'Cette adresse est liée à un autre compte',
    text: (label: string) =>
      `${label} vous a reconnu(e), mais c’est avec un autre compte ${label} que cette adresse s’est déjà connectée\u00a0:`,
    way: (label: string) =>
      `Si ce compte est nouveau, revenez à la connexion et recevez un code par courriel. Dans «\u00a0Mon compte\u00a0», fermez toutes vos sessions\u00a0: la prochaine connexion avec ${label} retiendra le nouveau compte.`,
  },
  declined: {
    title: 'La connexion n’a pas abouti',
    text: (label: string) =>
      `Vous avez renoncé, ou ${label} n’a pas voulu confirmer votre adresse. Recommencez, ou demandez un code par courriel.`,
  },
  tooWeak: {
    title: 'Une connexion plus sûre est nécessaire',
    text: (label: string) =>
      `${label} vous a reconnu(e), mais sans la double authentification que ce site demande. Activez-la sur votre compte, puis recommencez.`,
  },
  'unknown-request': {
    title: 'Cette connexion ne peut plus servir',
    text: (label: string) =>
      `Elle a déjà servi, elle date de plus de ${authorizationMinutes} minutes, ou elle n’a pas été commencée dans ce navigateur. Rien n’a été fait\u00a0: revenez à la connexion et passez à nouveau par ${label}.`,
  },
  fault: {
    title: 'Cette connexion est indisponible',
    text: (label: string) =>
      `${label} ne répond pas, ou pas comme il le devrait. Nous en sommes avertis. En attendant, un code par courriel vous permet d’entrer.`,
  },
  exit: {
    title: 'Vous êtes déconnecté(e) de ce site',
    text: (label: string) => `Votre session ${label} se ferme aussi. Si rien ne se passe\u00a0:`,
    link: (label: string) => `fermer la session ${label}`,
  },
  exitFault: {
    title: 'Vous êtes déconnecté(e) de ce site',
    text: (label: string) =>
      `Votre session ${label} n’a pas pu être fermée. Sur un ordinateur partagé, fermez toutes les fenêtres du navigateur.`,
  },
};

/** The page of a magic link from a chat. */
export const magicLinkPage = {
  title: 'Continuer sur le site',
  lead: (name: string) => `Vous arrivez d’une messagerie, où vous êtes ${name}.`,
  button: (name: string) => `Continuer en tant que ${name}`,
  notYou: 'Ce n’est pas vous\u00a0? Fermez cette page, et ne transmettez pas ce lien.',
  refused: {
    title: 'Ce lien ne peut plus servir',
    text: `Il ne sert qu’une fois et pendant ${magicLinkMinutes} minutes. Redemandez-le dans la messagerie, ou connectez-vous avec un code reçu par courriel.`,
    way: 'Se connecter',
  },
};
