import { deviceDays, sessionHours } from '../../domain/people/sign-in.ts';
import { declarationForm } from '../declarations/forms.ts';
import { fieldOf } from '../model/form.ts';
import { site } from '../site.ts';
import {
  type LegalPage,
  type LegalSection,
  type LegalText,
  mailLink,
  type SiteOwner,
  toComplete,
} from './legal-page.ts';

/** The information that article 13 of the RGPD (GDPR) requires where data are collected. */
export function personalDataPage(siteOwner: SiteOwner): LegalPage {
  const { legal } = siteOwner;
  return {
    title: 'Données personnelles',
    lead: 'Ce que ce site retient de vous, pourquoi, et ce que vous pouvez demander.',
    sections: [
      controller(siteOwner),
      {
        title: 'Pourquoi ces données',
        texts: [
          'Recenser les besoins en casiers des collèges publics, organiser leur livraison, leur installation et la reprise des anciens, et joindre la personne qui connaît le sujet au collège. Suivre les dégâts que vous signalez.',
          legalBases[legal.legalBasis],
        ],
      },
      signingIn(siteOwner),
      data,
      journal,
      {
        title: 'Qui les reçoit',
        list: [
          `Le ${siteOwner.serviceName} du Département, et ses équipes qui livrent et installent les casiers.`,
          'Les personnes qui déclarent pour le même collège que vous.',
          `L’hébergeur, pour le compte du Département\u00a0: ${legal.host ?? toComplete}.`,
        ],
      },
      { title: 'Hors de l’Union européenne', texts: transfers(siteOwner) },
      {
        title: 'Combien de temps',
        texts: [legal.retention ?? `Durée de conservation\u00a0: ${toComplete}.`],
      },
      rights(siteOwner),
      {
        title: 'Cookies',
        texts: [
          'Le site ne dépose que des cookies nécessaires à son fonctionnement. Il ne mesure pas l’audience et ne contient rien qui vienne d’un autre site.',
        ],
      },
    ],
  };
}

function controller({ departementName, serviceName, serviceMail, legal }: SiteOwner): LegalSection {
  const owner = site.departement(departementName);
  return {
    title: 'Qui en répond',
    texts: [
      `Le ${owner} est responsable du traitement. Son adresse\u00a0: ${sentence(legal.address)}`,
      `Pour écrire au ${serviceName}, qui tient ce site\u00a0:`,
      mailLink(serviceMail),
      `Pour écrire au délégué à la protection des données${legal.dpoMail ? '\u00a0:' : ` : ${toComplete}.`}`,
      ...(legal.dpoMail ? [mailLink(legal.dpoMail)] : []),
    ],
  };
}

const legalBases: Readonly<Record<SiteOwner['legal']['legalBasis'], string>> = {
  'public-task':
    'Base légale\u00a0: l’exécution d’une mission d’intérêt public (article 6.1.e du RGPD), l’équipement des collèges dont le Département a la charge.',
  'legal-obligation':
    'Base légale\u00a0: le respect d’une obligation légale du Département (article 6.1.c du RGPD), l’équipement des collèges dont il a la charge.',
};

/** These data may come from a colleague, so article 14 of the RGPD requires their source. */
const signingIn = ({ serviceName, oidcLabel }: SiteOwner): LegalSection => ({
  title: 'Pour vous connecter',
  texts: [
    `Votre adresse électronique professionnelle, votre nom et les collèges pour lesquels vous agissez. Ils viennent de votre collège ou du ${serviceName}. Sans cette adresse, le site ne peut pas vous reconnaître.`,
    `La connexion dure au plus ${sessionHours} heures. Pour arrêter les abus, le site compte les demandes de code de chaque adresse électronique et de chaque adresse IP, dont il ne garde qu’une empreinte. Pour que ces demandes ne vous bloquent jamais, le navigateur où vous vous connectez garde ${deviceDays} jours un cookie signé, sans votre nom ni votre adresse.`,
    ...(oidcLabel
      ? [
          `Si vous vous identifiez avec ${oidcLabel}, il nous donne votre adresse électronique. Le site en retient une empreinte de votre compte, pour qu’un autre ne prenne pas votre place, et, le temps de la connexion, le jeton qui permet de la fermer aussi chez lui.`,
        ]
      : []),
  ],
});

const contactFields = ['contactName', 'contactRole', 'contactMail', 'contactPhone'];

const data: LegalSection = {
  title: 'Sur une déclaration',
  texts: [
    'De la personne à joindre sur la déclaration, ce que vous écrivez à ces questions. Sans les réponses obligatoires, la déclaration ne peut pas être déposée.',
  ],
  list: contactFields.map((name) => {
    const { label, required } = fieldOf(declarationForm, name);
    return `${label}\u00a0: ${required ? 'obligatoire' : 'facultatif'}.`;
  }),
};

const journal: LegalSection = {
  title: 'Historique, textes libres et photos',
  texts: [
    'L’historique d’une déclaration, d’un signalement ou d’une livraison retient qui a fait quoi, quand, et par quel moyen. Le bon de réception garde le nom et la fonction de la personne qui l’a signé. Aucun nom d’élève n’est demandé\u00a0: n’en écrivez pas dans les textes libres.',
    'Le lieu et l’appareil qu’un téléphone enregistre dans une photo en sont effacés avant que quiconque la voie. Ne photographiez ni visage, ni nom, ni ce que contiennent les casiers.',
  ],
};

const chatNames = { slack: 'Slack', teams: 'Teams' } as const;

function transfers({ legal }: SiteOwner): readonly LegalText[] {
  const none =
    'Ce que vous écrivez sur ce site ou par courrier électronique n’est transféré à personne hors de l’Union européenne.';
  if (legal.chats.length === 0) return [none];
  const chats = legal.chats.map((chat) => chatNames[chat]).join(' ou ');
  return [
    none,
    `Si vous passez par ${chats}, ce que vous y écrivez est aussi traité par l’éditeur de cette messagerie, une société des États-Unis. Vous pouvez toujours vous en tenir à ce site.`,
    `Garanties de ce transfert\u00a0: ${sentence(legal.chatSafeguards)}`,
  ];
}

function rights({ legal }: SiteOwner): LegalSection {
  const more = legal.legalBasis === 'public-task' ? ', d’effacement et d’opposition' : '';
  return {
    title: 'Vos droits',
    texts: [
      { label: 'Voir et télécharger ce que le site sait de vous', href: '/mon-compte' },
      `Vous avez un droit d’accès, de rectification et de limitation${more} sur les données qui vous concernent. Pour l’exercer, écrivez au délégué à la protection des données ou, à défaut, à l’adresse du service ci-dessus.`,
      'Si vous estimez, après nous avoir écrit, que vos droits ne sont pas respectés, vous pouvez adresser une réclamation à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris CEDEX 07\u00a0:',
      { label: 'adresser une plainte à la CNIL', href: 'https://www.cnil.fr/fr/plaintes' },
    ],
  };
}

const sentence = (setting: string | undefined) => setting ?? `${toComplete}.`;
