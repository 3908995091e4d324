import type { Child } from 'hono/jsx';
import type { StateValues } from '../views.ts';
import type { Workspace } from '../workspace.ts';
import type { Names } from './draw-text.tsx';

/** Where blocks are drawn, and what a button in them sends. */
export interface Canvas {
  readonly workspace: Workspace;
  readonly names: Names;
  /** What stands in the fields. */
  readonly values: StateValues;
  /** What is wrong, by block. */
  readonly errors: Readonly<Record<string, string>>;
  /** Whether all of it is within one form, as in a modal. */
  readonly inForm: boolean;
  /** Around a button that is in no form. */
  readonly form: (children: Child) => Child;
}
