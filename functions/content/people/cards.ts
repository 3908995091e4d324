import type { College } from '../../domain/colleges/college.ts';
import { codeMinutes } from '../../domain/people/sign-in.ts';
import { linkAccountButton, overviewButton } from '../buttons.ts';
import { collegeTitle } from '../format.ts';
import type { IntentToConfirm, PlainIntent } from '../model/intent.ts';
import type { Card, CardSetting } from '../model/notification.ts';
import { codeInput } from './forms.ts';

type Next = PlainIntent | IntentToConfirm | undefined;

/** For a chat user whose account is not linked. */
export function unlinkedUserCard(name: string, next: Next): Card {
  return {
    title: 'Rattachez-vous à votre collège',
    summary: `${name}, votre adresse n’est rattachée à aucun collège. Choisissez le vôtre\u00a0: un code est envoyé à sa boîte officielle, et vous le recopiez ici.`,
    sections: [
      {
        title: 'Vous ne lisez pas cette boîte\u00a0?',
        text: 'Demandez le code à la personne qui la lit\u00a0: le message dit qui le demande.',
      },
    ],
    actions: [linkAccountButton('Choisir mon collège', next)],
  };
}

/** No code could be sent. */
export function noMailboxCard(college: College, { serviceName, serviceMail }: CardSetting): Card {
  return {
    title: 'Boîte officielle inconnue',
    summary: `${collegeTitle(college)}\u00a0: nous ne connaissons pas sa boîte officielle, et aucun code n’a pu partir. Écrivez au ${serviceName}\u00a0: ${serviceMail}.`,
    sections: [],
    actions: [linkAccountButton('Choisir un autre collège')],
  };
}

export function tooManyCodesCard(): Card {
  return {
    title: codeInput.tooMany.title,
    summary: codeInput.tooMany.text,
    sections: [],
    actions: [],
  };
}

export function expiredCodeCard(next: Next): Card {
  return {
    title: 'Code expiré',
    summary: `${codeInput.expired} Vous n’êtes pas encore rattaché(e).`,
    sections: [],
    actions: [linkAccountButton('Demander un autre code', next)],
  };
}

/** The person is a member of every collège of the register. */
export function allLinkedCard(): Card {
  return {
    title: 'Vous êtes déjà rattaché(e)',
    summary: 'Vous l’êtes à tous les collèges de l’annuaire\u00a0: il n’en reste aucun à choisir.',
    sections: [],
    actions: [overviewButton('main')],
  };
}

/** The account is linked, and the person asked for nothing else. */
export function accountLinkedCard(college: College): Card {
  return {
    title: 'Vous êtes rattaché(e)',
    summary: `Vous pouvez désormais déclarer et signaler pour\u00a0: ${collegeTitle(college)}.`,
    sections: [],
    actions: [overviewButton('main')],
  };
}

/** The texts of the account linking forms. */
export const linkAccountTexts = {
  about: ({ name, mail }: { readonly name: string; readonly mail: string }) => `${name}, ${mail}`,
  sent: `Un code vient d’être envoyé à la boîte officielle du collège, avec votre nom et votre adresse. Il est valable ${codeMinutes} minutes. Si vous ne lisez pas cette boîte, demandez-le à la personne qui la lit.`,
  sentToYou: `Cette adresse est déjà connue\u00a0: un code vient de lui être envoyé, pour prouver qu’elle est la vôtre. Il est valable ${codeMinutes} minutes.`,
  notACode: codeInput.notACode,
  wrong: codeInput.wrong,
};
