import { referenceOf } from '../../domain/declarations/declaration.ts';
import type {
  NotificationContent,
  SharedContent,
} from '../../domain/notifications/notification.ts';
import { codeMinutes, guessBudget } from '../../domain/people/sign-in.ts';
import { sharedFooter } from '../chats.ts';
import { dangerNotification } from '../damages/danger.ts';
import { damageReportedNotification, damageUpdatedNotification } from '../damages/notifications.ts';
import { declarationForm } from '../declarations/forms.ts';
import { deliveryNotification } from '../deliveries/notifications.ts';
import { day } from '../format.ts';
import { answerInWords, fieldNames, fieldOf } from '../model/form.ts';
import {
  type Fact,
  forEveryone,
  type Notification,
  type NotificationAction,
  type NotificationBody,
  type PersonSetting,
  type SharedNotification,
} from '../model/notification.ts';
import { subscriberDisabledNotification } from '../webhooks/subscribers.ts';

type AboutDeclaration = Extract<NotificationContent, { declaration: unknown }>;
type ContentOf<Kind extends NotificationContent['kind']> = Extract<
  NotificationContent,
  { kind: Kind }
>;

export function personNotification(
  content: NotificationContent,
  setting: PersonSetting,
): Notification {
  return { audience: 'reader', ...bodyOf(content, setting), footer: footerOf(setting) };
}

function footerOf({ departementName, serviceName, serviceMail }: PersonSetting): string {
  return `Message automatique du comptoir des casiers du Département de ${departementName}. Une question\u00a0? Écrivez au ${serviceName}\u00a0: ${serviceMail}.`;
}

function bodyOf(content: NotificationContent, setting: PersonSetting): Body {
  switch (content.kind) {
    case 'code':
      return codeNotification(content);
    case 'codes-guessed':
      return codesGuessedNotification(setting);
    case 'link-code':
      return linkCodeNotification(content);
    case 'account-verification-code':
      return accountVerificationCodeNotification(content);
    case 'filed':
      return filedNotification(content, setting);
    case 'withdrawn':
      return withdrawnNotification(content, setting);
    case 'correction-asked':
      return correctionNotification(content, setting);
    case 'damage-reported':
      return damageReportedNotification(content, setting);
    case 'damage-updated':
      return damageUpdatedNotification(content, setting);
    case 'danger':
      return dangerNotification(content, setting);
    case 'subscriber-disabled':
      return subscriberDisabledNotification(content.subscriber, setting);
    case 'delivery':
      return deliveryNotification(content, setting);
    case 'joined-education':
      return educationJoinedNotification(content, setting);
    case 'member-added':
      return memberAddedNotification(content, setting);
  }
}

/** What everybody in a place is told. It says no more than `SharedContent` lets it. */
export function sharedContentNotification(
  content: SharedContent,
  setting: PersonSetting,
): SharedNotification {
  const card = dangerNotification(content, setting);
  return forEveryone({ ...card, footer: sharedFooter(setting) });
}

type Body = Omit<NotificationBody, 'footer'>;

/** In two halves. Forms accept the code with and without the space. */
function inHalves(code: string): string {
  return `${code.slice(0, code.length / 2)} ${code.slice(code.length / 2)}`;
}

/** To the person whose codes were guessed at. */
function codesGuessedNotification({ serviceName, serviceMail }: PersonSetting): Body {
  return {
    title: 'Des codes faux ont été saisis pour votre adresse',
    summary: `Quelqu’un a saisi ${guessBudget.failures} codes de connexion faux pour votre adresse. Personne n’est entré, et rien n’est bloqué\u00a0: vos prochains codes compteront 10 caractères au lieu de 6 chiffres, sauf dans les navigateurs où vous vous êtes déjà connecté(e).`,
    sections: [
      {
        title: 'C’était vous\u00a0?',
        text: 'Vous n’avez rien à faire\u00a0: recopiez simplement le prochain code, avec ses lettres.',
      },
      {
        title: 'Ce n’était pas vous\u00a0?',
        text: `Ne donnez aucun code à personne, pas même au Département, et dites-le au ${serviceName}\u00a0: ${serviceMail}.`,
      },
    ],
    actions: [],
  };
}

function codeNotification({ code }: ContentOf<'code'>): Body {
  const spaced = inHalves(code);
  return {
    title: `${spaced} est votre code de connexion`,
    summary: `Votre code est ${spaced}. Il est valable ${codeMinutes} minutes et ne sert qu’une fois.`,
    sections: [
      {
        title: 'Vous n’avez rien demandé\u00a0?',
        text: 'Ignorez ce message\u00a0: sans le code, personne ne peut se connecter. Ne le donnez à personne, pas même au Département.',
      },
    ],
    actions: [],
  };
}

function linkCodeNotification({ code, accountLink, college }: ContentOf<'link-code'>): Body {
  const spaced = inHalves(code);
  return {
    title: `${spaced} est le code de rattachement de ${accountLink.name}`,
    summary: `${accountLink.name} (${accountLink.mail}) demande à déclarer et à signaler au nom de votre collège\u00a0: ${college.name}, ${college.commune}. Si c’est bien un(e) collègue, donnez-lui ce code\u00a0: ${spaced}. Il est valable ${codeMinutes} minutes et ne sert qu’une fois.`,
    sections: [
      {
        title: 'Vous ne connaissez pas cette personne\u00a0?',
        text: 'Ne donnez ce code à personne et ignorez ce message\u00a0: sans lui, rien ne se passe. Il ne permet pas de se connecter au site.',
      },
    ],
    actions: [],
  };
}

function accountVerificationCodeNotification({
  code,
  accountLink,
}: ContentOf<'account-verification-code'>): Body {
  const spaced = inHalves(code);
  return {
    title: `${spaced} est votre code de messagerie`,
    summary: `Un compte invité d’une messagerie, au nom de ${accountLink.name}, dit que cette adresse est la sienne. Si c’est vous, recopiez-y ce code : ${spaced}. Il est valable ${codeMinutes} minutes et ne sert qu’une fois.`,
    sections: [
      {
        title: 'Ce n’est pas vous\u00a0?',
        text: 'Ignorez ce message et ne donnez ce code à personne\u00a0: avec lui, ce compte pourrait déclarer et signaler en votre nom.',
      },
    ],
    actions: [],
  };
}

function filedNotification(content: AboutDeclaration, { siteUrl }: PersonSetting): Body {
  const { declaration, college, campaign } = content;
  const { filing } = declaration;
  const reference = referenceOf(declaration);
  const needs: Readonly<Record<string, unknown>> =
    filing?.kind === 'needs' ? { ...filing.needs } : {};
  const facts: Fact[] = fieldNames(declarationForm).flatMap((name) => {
    const field = fieldOf(declarationForm, name);
    const value = answerInWords(field, needs[name]);
    return value === undefined ? [] : [{ label: field.label, value: String(value) }];
  });
  const what = filing?.kind === 'needs' ? 'Déclaration déposée' : 'État néant déposé';
  return {
    title: `${what}\u00a0: ${reference}`,
    summary: `${college.name}, ${college.commune}\u00a0: le Département a bien reçu votre réponse au ${campaign.name}. Vous pouvez la corriger jusqu’au ${day(campaign.closesOn)}.`,
    sections: facts.length > 0 ? [{ title: 'Ce que vous avez déclaré', facts }] : [],
    actions: [
      {
        label: 'Voir la déclaration',
        url: `${siteUrl}/declarations/${reference}`,
        intent: { kind: 'status', uai: college.uai },
      },
      { label: 'Corriger la déclaration', intent: { kind: 'declare', uai: college.uai } },
    ],
  };
}

function withdrawnNotification(content: AboutDeclaration, { siteUrl }: PersonSetting): Body {
  const { declaration, college, campaign } = content;
  const reference = referenceOf(declaration);
  const who = declaration.journal.at(-1)?.who ?? '';
  return {
    title: `Déclaration retirée\u00a0: ${reference}`,
    summary: `${college.name}, ${college.commune}\u00a0: ${who} a retiré votre réponse au ${campaign.name}. Pour le Département, le collège n’a pas répondu. Vous pouvez la reprendre dans le brouillon et la déposer à nouveau jusqu’au ${day(campaign.closesOn)}.`,
    sections: [],
    actions: [
      {
        label: 'Voir le brouillon',
        url: `${siteUrl}/declarations/${reference}`,
        intent: { kind: 'declare', uai: college.uai },
      },
    ],
  };
}

function correctionNotification(content: AboutDeclaration, setting: PersonSetting): Body {
  const { declaration, college, campaign } = content;
  const reference = referenceOf(declaration);
  return {
    title: `Une correction vous est demandée\u00a0: ${reference}`,
    summary: `${college.name}, ${college.commune}\u00a0: le ${setting.serviceName} vous demande de corriger votre déclaration, avant le ${day(campaign.closesOn)} inclus.`,
    sections: [{ title: 'Ce qui est demandé', text: declaration.correction ?? '' }],
    actions: [
      {
        label: 'Corriger la déclaration',
        url: `${setting.siteUrl}/declarations/${reference}/formulaire`,
        intent: { kind: 'declare', uai: college.uai },
      },
    ],
  };
}

/** Mails show links only; in a chat, where the reader is signed in already, this is a button. */
const inChat: NotificationAction = {
  label: 'Voir ce qui est attendu',
  intent: { kind: 'overview' },
};

function educationJoinedNotification(
  { person }: ContentOf<'joined-education'>,
  setting: PersonSetting,
): Body {
  return {
    title: `Vous gérez le comptoir des casiers avec le ${setting.serviceName}`,
    summary: `${person.name}, vous voyez désormais les réponses et les signalements de tous les collèges. Connectez-vous avec cette adresse électronique\u00a0: un code vous sera envoyé, sans mot de passe.`,
    sections: [],
    actions: [{ label: 'Se connecter', url: `${setting.siteUrl}/connexion` }, inChat],
  };
}

function memberAddedNotification(
  { person, colleges, refusal }: ContentOf<'member-added'>,
  setting: PersonSetting,
): Body {
  const names = colleges.map(({ name, commune }) => `${name}, ${commune}`).join('\u00a0; ');
  const signIn = { label: 'Se connecter', url: `${setting.siteUrl}/connexion` };
  return {
    title: 'Vous pouvez déclarer les besoins de casiers de votre collège',
    summary: `${person.name}, vous êtes rattaché(e) à\u00a0: ${names}. Connectez-vous avec cette adresse électronique\u00a0: un code vous sera envoyé, sans mot de passe.`,
    sections: refusal
      ? [
          {
            title: 'Ce n’est pas votre collège\u00a0?',
            text: `Ce rattachement vient de\u00a0: ${refusal.who}. Vous pouvez le refuser, sans vous connecter\u00a0: il est alors retiré, et le collège ne peut pas vous rattacher à nouveau.`,
          },
        ]
      : [],
    actions: [
      signIn,
      ...(refusal
        ? [
            {
              label: 'Refuser ce rattachement',
              url: `${setting.siteUrl}/refus/${refusal.token}`,
            },
          ]
        : []),
      inChat,
    ],
  };
}
