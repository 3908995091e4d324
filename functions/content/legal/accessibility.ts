import { day } from '../format.ts';
import { site } from '../site.ts';
import {
  type LegalPage,
  type LegalSection,
  type LegalText,
  mailLink,
  type SiteOwner,
  toComplete,
} from './legal-page.ts';

/**
 * The déclaration d'accessibilité, in the order that the State requires. Without a valid audit it must say "non conforme".
 * https://accessibilite.numerique.gouv.fr/obligations/declaration-accessibilite/
 */
export function accessibilityPage(siteOwner: SiteOwner): LegalPage {
  const owner = site.departement(siteOwner.departementName);
  return {
    title: 'Déclaration d’accessibilité',
    lead: `Cette déclaration s’applique au site «\u00a0${site.name}\u00a0» du ${owner}.`,
    sections: [
      commitment(owner, siteOwner),
      {
        title: 'État de conformité',
        texts: [
          `Le site «\u00a0${site.name}\u00a0» est non conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1, en raison de l’absence d’audit.`,
        ],
      },
      {
        title: 'Résultats des tests',
        texts: [
          'Aucun audit de conformité n’a encore été mené. Le taux de conformité n’est donc pas connu.',
        ],
      },
      {
        title: 'Contenus non accessibles',
        texts: ['Faute d’audit, ils ne sont pas recensés.'],
        list: [
          'Non-conformités\u00a0: non évaluées.',
          'Dérogations pour charge disproportionnée\u00a0: aucune n’est invoquée.',
          'Contenus non soumis à l’obligation d’accessibilité\u00a0: aucun n’est recensé.',
        ],
      },
      establishment(siteOwner),
      {
        title: 'Retour d’information et contact',
        texts: [
          `Si vous n’arrivez pas à accéder à un contenu ou à un service, écrivez au ${siteOwner.serviceName} pour être orienté vers une alternative accessible ou obtenir le contenu sous une autre forme\u00a0:`,
          mailLink(siteOwner.serviceMail),
        ],
      },
      remedies,
    ],
  };
}

function commitment(owner: string, { legal }: SiteOwner): LegalSection {
  const { planUrl, actionsUrl } = legal.accessibility;
  return {
    title: 'Engagement',
    texts: [
      `Le ${owner} s’engage à rendre ses sites internet, intranet, extranet et ses progiciels accessibles, conformément à l’article 47 de la loi n°\u00a02005‑102 du 11 février 2005. À cette fin, il met en œuvre\u00a0:`,
    ],
    list: [
      document('Schéma pluriannuel d’accessibilité', planUrl),
      document('Plan d’actions de l’année en cours', actionsUrl),
    ],
  };
}

function document(label: string, href: string | undefined): LegalText {
  return href ? { label, href } : `${label}\u00a0: ${toComplete}.`;
}

function establishment({ legal }: SiteOwner): LegalSection {
  const { statedOn } = legal.accessibility;
  return {
    title: 'Établissement de cette déclaration d’accessibilité',
    texts: [`Date de la déclaration\u00a0: ${statedOn ? day(statedOn) : toComplete}.`],
    list: [
      'Technologies utilisées pour la réalisation du site\u00a0: HTML5, CSS. Le site fonctionne sans JavaScript. Les accusés sont aussi proposés en PDF.',
      'Environnement de test\u00a0: aucun test avec une technologie d’assistance n’a encore été fait dans le cadre d’un audit.',
      'Outils pour évaluer l’accessibilité\u00a0: axe-core, avec le navigateur Chromium, à chaque changement du site. Un outil automatique ne remplace pas un audit.',
      'Pages du site ayant fait l’objet de la vérification de conformité\u00a0: aucune à ce jour.',
    ],
  };
}

const remedies: LegalSection = {
  title: 'Voies de recours',
  texts: [
    'Cette procédure est à utiliser dans le cas suivant\u00a0: vous avez signalé au responsable du site un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et vous n’avez pas obtenu de réponse satisfaisante. Vous pouvez\u00a0:',
  ],
  list: [
    {
      label: 'écrire un message au Défenseur des droits',
      href: 'https://formulaire.defenseurdesdroits.fr/',
    },
    {
      label: 'contacter le délégué du Défenseur des droits dans votre région',
      href: 'https://www.defenseurdesdroits.fr/saisir/delegues',
    },
    'envoyer un courrier par la poste (gratuit, ne pas mettre de timbre)\u00a0: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
  ],
};
