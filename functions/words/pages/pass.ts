import { passMinutes } from '../../domain/sign-in/site-pass.ts';

/** The page that a link of a chat leads to. */
export const passPage = {
  title: 'Continuer sur le site',
  lead: (name: string) => `Vous arrivez d’une messagerie, où vous êtes ${name}.`,
  button: (name: string) => `Continuer en tant que ${name}`,
  notYou: 'Ce n’est pas vous ? Fermez cette page, et ne transmettez pas ce lien.',
  refused: {
    title: 'Ce lien ne peut plus servir',
    text: `Il ne sert qu’une fois et pendant ${passMinutes} minutes. Redemandez-le dans la messagerie, ou connectez-vous avec un code reçu par courriel.`,
    way: 'Se connecter',
  },
};
