/** What was thrown may be any value; a log needs a stack. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('Not an error', { cause: thrown });
}
