import { parseDamageReference, parseDeliveryReference } from '../../domain/reference.ts';
import { cleanText, plainText } from '../../domain/text.ts';
import type { Intent, PlainIntent } from '../model/intent.ts';
import { commandOf } from './commands.ts';
import { parseNeed, parseReport, type SentenceKind, sentenceKind } from './needs-and-reports.ts';
import { withFigures } from './numbers.ts';

type PrefilledIntent = Extract<PlainIntent, { readonly kind: 'declare' | 'report' }>;

/** Slack's buttons hold 2,000 characters, of which the rest of the payload needs some. */
const mostCharacters = 1500;

/** Cuts a very long sentence so that the intent fits into a button. */
export function fittedIntent(intent: PrefilledIntent): PrefilledIntent {
  const over = JSON.stringify(intent).length - mostCharacters;
  const name = intent.kind === 'declare' ? 'comment' : 'description';
  const sentence = intent.answers?.[name];
  if (over <= 0 || typeof sentence !== 'string' || sentence.length < 2) return intent;
  // JSON escapes some characters, so that one cut may not be enough.
  const shorter = `${sentence.slice(0, Math.max(0, sentence.length - over - 1)).toWellFormed()}…`;
  return fittedIntent({ ...intent, answers: { ...intent.answers, [name]: shorter } });
}

/** The rest of a longer text is not read. */
const mostSentenceCharacters = 2000;

/** How chats write to whom a message is addressed. */
const mentions = /<@[^>]{1,80}>|<at[^>]{0,80}>[^<]{0,80}<\/at>|^\s*[@/]casiers?\b/giu;

const politeWords = new Set(
  'bonjour bonsoir salut coucou hello merci svp stp madame monsieur cordialement s il vous te plait bien'.split(
    ' ',
  ),
);
/** Words around a command that do not change it. */
const smallWords = new Set(
  'un une le la les l des de du d mon ma mes nos notre votre je j veux voudrais peux on nous voir faire pour a au en svp'.split(
    ' ',
  ),
);

/** What a person asks for in their own words. Nothing is filed: a sentence leads to a card that shows what was understood. */
export function parseSentence(userInput: string): Intent {
  const input = cleanText(userInput.slice(0, 3 * mostSentenceCharacters).replace(mentions, ' '))
    .slice(0, mostSentenceCharacters)
    .toWellFormed();
  const named = parseReference(input);
  if (named) return named;
  const words = plainText(input)
    .split(' ')
    .filter((word) => word && !politeWords.has(word));
  if (words.length === 0) return { kind: 'overview' };
  const content = words.filter((word) => !smallWords.has(word));
  const command = content.length > 0 && content.length <= 4 ? commandOf(content) : undefined;
  return command?.intent ?? intentOf(sentenceKind(withFigures(words.join(' '))), input);
}

/** A sentence with a reference asks for the thing that it names. */
function parseReference(input: string): Intent | undefined {
  const [damage = ''] = /\bD[-. ]?\d{6,7}[A-Z][-. ]?[0-9A-Z]{6}\b/i.exec(input) ?? [];
  const reported = parseDamageReference(damage);
  if (reported) return { kind: 'damage', ...reported };
  const [delivery = ''] = /\bL-\d{6,7}[A-Z]-[0-9A-Z][0-9A-Z-]{0,30}\b/i.exec(input) ?? [];
  const coming = parseDeliveryReference(delivery);
  return coming && { kind: 'delivery', ...coming };
}

function intentOf(kind: SentenceKind, input: string): Intent {
  switch (kind) {
    case 'nothing':
      return { kind: 'declare-nothing' };
    case 'report':
      return { kind: 'confirm', intent: fittedIntent({ kind, answers: parseReport(input) }) };
    case 'declare':
      return { kind: 'confirm', intent: fittedIntent({ kind, answers: parseNeed(input) }) };
    case 'deliveries':
    case 'status':
      return { kind };
    case 'unclear':
      return { kind: 'help', input: shortened(input) };
  }
}

function shortened(input: string): string {
  const line = input.replace(/\s+/g, ' ');
  return line.length > 150 ? `${line.slice(0, 149).toWellFormed()}…` : line;
}

/** The intent of a sentence that came with photos: it describes what they show. */
export function withPhotos(intent: Intent, files: readonly string[]): Intent {
  if (intent.kind === 'confirm' && intent.intent.kind === 'report') {
    const { uai, answers } = intent.intent;
    return { kind: 'photos', files, uai, answers };
  }
  if (intent.kind === 'help' && intent.input) {
    return { kind: 'photos', files, answers: { description: intent.input } };
  }
  return { kind: 'photos', files };
}
