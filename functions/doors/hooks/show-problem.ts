import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ProblemKind, problems } from '../../words/problems.ts';

const statuses: Readonly<Record<ProblemKind, ContentfulStatusCode>> = {
  unsigned: 401,
  'bad-timestamp': 401,
  'too-old': 401,
  'too-new': 401,
  'not-theirs': 401,
  'bad-id': 400,
  'not-json': 400,
  'not-the-schema': 422,
  'unknown-delivery': 404,
  'reason-missing': 422,
  'day-to-come': 422,
  busy: 409,
  'too-large': 413,
  'wrong-type': 415,
  'wrong-method': 405,
  'no-such-path': 404,
  broken: 500,
};

/** RFC 9457. `fields`: where the message does not follow its schema, as JSON pointers. */
export function showProblem(c: Context, kind: ProblemKind, fields?: readonly string[]) {
  const status = statuses[kind];
  const problem = {
    type: `urn:casiers:problem:${kind}`,
    title: problems[kind],
    status,
    ...(fields && { errors: fields.map((pointer) => ({ pointer })) }),
  };
  return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json' });
}
