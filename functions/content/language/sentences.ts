import { readDamageReference, readDeliveryReference } from '../../domain/reference.ts';
import { cleanText, plainText } from '../../domain/text.ts';
import type { Ask, PlainAsk } from '../model/intent.ts';
import { commandOf } from './commands.ts';
import { readNeed, readReport, type SentenceKind, sentenceKind } from './needs-and-reports.ts';
import { withFigures } from './numbers.ts';

type PrefilledAsk = Extract<PlainAsk, { readonly kind: 'declare' | 'report' }>;

/** With room left for what is carried beside it, under the 2,000 characters of a button. */
const mostCharacters = 1500;

/** The same, short enough for a button: a very long sentence is cut at its end. */
export function fittedAsk(ask: PrefilledAsk): PrefilledAsk {
  const over = JSON.stringify(ask).length - mostCharacters;
  const name = ask.kind === 'declare' ? 'comment' : 'description';
  const sentence = ask.answers?.[name];
  if (over <= 0 || typeof sentence !== 'string' || sentence.length < 2) return ask;
  // What JSON escapes is longer there than here: cut again until it fits.
  const shorter = `${sentence.slice(0, Math.max(0, sentence.length - over - 1)).toWellFormed()}…`;
  return fittedAsk({ ...ask, answers: { ...ask.answers, [name]: shorter } });
}

/** Longer is no sentence to a bot: what is beyond is not read. */
const mostCharactersRead = 2000;

/** How chats write whom a message is to. */
const mentions = /<@[^>]{1,80}>|<at[^>]{0,80}>[^<]{0,80}<\/at>|^\s*[@/]casiers?\b/giu;

const politeWords = new Set(
  'bonjour bonsoir salut coucou hello merci svp stp madame monsieur cordialement s il vous te plait bien'.split(
    ' ',
  ),
);
/** Say nothing by themselves around a command. */
const smallWords = new Set(
  'un une le la les l des de du d mon ma mes nos notre votre je j veux voudrais peux on nous voir faire pour a au en svp'.split(
    ' ',
  ),
);

/** What somebody wants, by what they wrote. Reading files nothing: a sentence leads to a card that shows what was read. */
export function readAsk(typed: string): Ask {
  const said = cleanText(typed.slice(0, 3 * mostCharactersRead).replace(mentions, ' '))
    .slice(0, mostCharactersRead)
    .toWellFormed();
  const named = readReference(said);
  if (named) return named;
  const words = plainText(said)
    .split(' ')
    .filter((word) => word && !politeWords.has(word));
  if (words.length === 0) return { kind: 'overview' };
  const telling = words.filter((word) => !smallWords.has(word));
  const command = telling.length > 0 && telling.length <= 4 ? commandOf(telling) : undefined;
  return command?.ask ?? askOf(sentenceKind(withFigures(words.join(' '))), said);
}

/** Whoever writes a reference wants what it names, whatever they say of it. */
function readReference(said: string): Ask | undefined {
  const [damage = ''] = /\bD[-. ]?\d{6,7}[A-Z][-. ]?[0-9A-Z]{6}\b/i.exec(said) ?? [];
  const reported = readDamageReference(damage);
  if (reported) return { kind: 'damage', ...reported };
  const [delivery = ''] = /\bL-\d{6,7}[A-Z]-[0-9A-Z][0-9A-Z-]{0,30}\b/i.exec(said) ?? [];
  const coming = readDeliveryReference(delivery);
  return coming && { kind: 'delivery', ...coming };
}

function askOf(kind: SentenceKind, said: string): Ask {
  switch (kind) {
    case 'nothing':
      return { kind: 'declare-nothing' };
    case 'report':
      return { kind: 'understood', ask: fittedAsk({ kind, answers: readReport(said) }) };
    case 'declare':
      return { kind: 'understood', ask: fittedAsk({ kind, answers: readNeed(said) }) };
    case 'deliveries':
    case 'standing':
      return { kind };
    case 'unclear':
      return { kind: 'help', typed: shortened(said) };
  }
}

function shortened(said: string): string {
  const line = said.replace(/\s+/g, ' ');
  return line.length > 150 ? `${line.slice(0, 149).toWellFormed()}…` : line;
}

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
