import * as z from 'zod';
import type { Outcome } from '../functions/function-host.ts';

const report = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
  })
  .nullish();

/** Which of these must come back. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export function failedAmong(
  identifiers: readonly string[],
  outcome: Outcome,
  reportsFailures: boolean,
): ReadonlySet<string> {
  if (outcome.kind === 'failed') return new Set(identifiers);
  if (!reportsFailures) return new Set();
  const { success, data } = report.safeParse(outcome.result);
  if (!success) return new Set(identifiers);
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  // An identifier that is nobody's fails them all.
  return new Set(failed.every((one) => identifiers.includes(one)) ? failed : identifiers);
}
