import type { College } from '../../domain/colleges/college.ts';
import type { Campaign } from '../../domain/declarations/campaign.ts';
import {
  type Declaration,
  type Filing,
  referenceOf,
} from '../../domain/declarations/declaration.ts';
import { instant } from '../format.ts';
import type { Document, DocumentSection } from '../model/document.ts';
import { collegePage, site } from '../site.ts';
import { acknowledgmentTitle, journalLine, needsFacts, acknowledgment as texts } from './texts.ts';

export interface AcknowledgmentDocumentSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly timeZone: string;
}

interface FiledDeclaration {
  readonly declaration: Declaration;
  readonly filing: Filing;
  readonly college: College;
  readonly campaign: Campaign;
}

/** The acknowledgment of a declaration, to print or to keep. */
export function acknowledgmentDocument(
  filed: FiledDeclaration,
  setting: AcknowledgmentDocumentSetting,
): Document {
  const { declaration, filing, college, campaign } = filed;
  const { departementName, serviceName, serviceMail, timeZone } = setting;
  const madeAt = declaration.journal.at(-1)?.at ?? '';
  const history: DocumentSection = {
    title: texts.history,
    events: declaration.journal.map((entry) =>
      journalLine(instant(entry.at, timeZone), entry.who, entry),
    ),
  };
  return {
    title: acknowledgmentTitle(declaration),
    from: [site.name, site.departement(departementName)],
    reference: { label: texts.reference, value: referenceOf(declaration) },
    introduction: [
      `${college.name}, ${college.commune}. ${collegePage.uai}\u00a0: ${college.uai}.`,
      `${campaign.name}. ${texts.stateOn(instant(madeAt, timeZone))}`,
      ...(filing.kind === 'nothing-needed' ? [texts.nothing] : []),
    ],
    sections:
      filing.kind === 'needs'
        ? [{ title: texts.declared, facts: needsFacts(filing.needs) }, history]
        : [history],
    footer: `${site.departement(departementName)}, ${serviceName} – ${serviceMail}`,
    madeAt,
  };
}

/** `accuse-2026-0470678G.pdf` */
export const acknowledgmentFileName = (reference: string) => `accuse-${reference}.pdf`;
