import type { FileDeclaration } from '../../use-cases/file-declaration.ts';
import type { FindColleges } from '../../use-cases/find-colleges.ts';
import type { OpenDeclaration } from '../../use-cases/open-declaration.ts';
import type { SaveDraft } from '../../use-cases/save-draft.ts';
import type { ViewCollege } from '../../use-cases/view-college.ts';

/** Whose site it is. */
export interface Site {
  readonly departementName: string;
  readonly serviceName: string;
  readonly serviceMail: string;
  readonly timeZone: string;
}

export interface WebDeps {
  readonly findColleges: FindColleges;
  readonly viewCollege: ViewCollege;
  readonly openDeclaration: OpenDeclaration;
  readonly saveDraft: SaveDraft;
  readonly fileDeclaration: FileDeclaration;
  readonly newId: () => string;
  /** For the people who look after the service; the visitor is told in other words. */
  readonly reportError: (error: Error) => void;
  readonly site: Site;
}
