import type { Ask } from '../../domain/ask.ts';

/** What somebody wants who sends photos with those words: whatever is said of photos is said of what they show. */
export function withPhotos(ask: Ask, files: readonly string[]): Ask {
  if (ask.kind === 'understood' && ask.ask.kind === 'report') {
    const { uai, answers } = ask.ask;
    return { kind: 'photos', files, uai, answers };
  }
  if (ask.kind === 'help' && ask.typed) {
    return { kind: 'photos', files, answers: { description: ask.typed } };
  }
  return { kind: 'photos', files };
}
