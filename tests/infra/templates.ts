import { Template } from 'aws-cdk-lib/assertions';
import { inject } from 'vitest';
import type { StageSettings } from '../../infra/config/stages.ts';

/** The template of a stage as `tests/global-setup.ts` synthesised it, once for all test files. */
export const templateOf = (stage: StageSettings['name']): Template =>
  Template.fromJSON(inject('templates')[stage]);
