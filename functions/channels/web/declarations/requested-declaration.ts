import type { Context } from 'hono';
import {
  type DeclareCommand,
  type OpenDeclarationResult,
  openDeclaration,
} from '../../../use-cases/declarations.ts';
import type { PageRequest } from '../shared/page.tsx';
import { type PostedForm, parseReference } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

/** The collège and campaign that the path names, `/declarations/2026-0470678G`. */
export function declarationKeyIn(c: Context) {
  return parseReference(c.req.param('reference') ?? '');
}

export async function openRequestedDeclaration({
  deps,
  c,
}: PageRequest): Promise<OpenDeclarationResult | undefined> {
  const key = declarationKeyIn(c);
  return key && openDeclaration(deps, key, personOf(c));
}

/** The command of a posted form; `undefined` where the path names no declaration. */
export function declareCommandOf(
  { deps, c }: PageRequest,
  { idempotencyKey, expectedVersion }: Pick<PostedForm, 'idempotencyKey' | 'expectedVersion'>,
): DeclareCommand | undefined {
  const key = declarationKeyIn(c);
  return (
    key && {
      ...key,
      by: personOf(c),
      channel: 'web',
      idempotencyKey: idempotencyKey || deps.newId(),
      expectedVersion,
    }
  );
}
