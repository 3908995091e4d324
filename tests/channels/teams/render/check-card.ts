import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { Ajv } from 'ajv';
import { expect } from 'vitest';
import { cardSchema } from './card-schema.ts';

// Its main file is a module that Node cannot read.
const { AdaptiveCard, SerializationContext, Input, Versions }: typeof AdaptiveCards = createRequire(
  import.meta.url,
)('adaptivecards/dist/adaptivecards.js');

/** Teams refuses messages of more than 28 KB. */
const mostBytes = 28 * 1024;

/**
 * Fails where Teams would refuse a card, or draw it in another way: by our own list of what cards are made of, by the
 * reference parser, and by the official schema of 1.5 where somebody names its file in ADAPTIVE_CARD_SCHEMA.
 */
export function checkCard(card: object): void {
  expect(cardSchema.safeParse(card).error?.issues ?? []).toEqual([]);
  expect(parserFaults(card)).toEqual([]);
  expect(schemaFaults(card)).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(mostBytes);
}

/** What the reference parser says of it: unknown elements, wrong values, ids used twice, inputs that nothing names. */
export function parserFaults(json: object): string[] {
  const card = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_5);
  // Its expression for languages remembers the card before: it refuses every other `fr`.
  const { lang: _, ...given } = JSON.parse(JSON.stringify(json));
  card.parse(given, context);
  const events = Array.from({ length: context.eventCount }, (_, index) =>
    context.getEventAt(index),
  );
  const nameless = card
    .getAllInputs()
    .filter((input) => input instanceof Input && !input.label)
    .map(({ id }) => `Input ${id} has no label`);
  return [
    ...events.map(({ message }) => message),
    ...card
      .validateProperties()
      .validationEvents.map(({ message }) => message)
      // It counts those of the menu too.
      .filter((message) => !message.startsWith('Maximum number of actions exceeded')),
    ...nameless,
    ...dropped(given, card.toJSON()),
  ];
}

/** Properties that the parser did not read, by their path. */
function dropped(given: unknown, kept: unknown, path = 'card'): string[] {
  // `data` is ours, and kept as it is; a default says nothing, and is dropped.
  if (typeof given !== 'object' || given === null || path.endsWith('.data')) return [];
  if (typeof kept !== 'object' || kept === null) return [`${path} was dropped`];
  return Object.entries(given).flatMap(([name, value]) => {
    const own = (kept as Record<string, unknown>)[name];
    const isDefault = ['Default', 'compact'].includes(String(value));
    const saysNothing = isDefault || (Array.isArray(value) && value.length === 0);
    if (own === undefined) return saysNothing ? [] : [`${path}.${name} was dropped`];
    return dropped(value, own, `${path}.${name}`);
  });
}

const schemaFile = process.env['ADAPTIVE_CARD_SCHEMA'];
const official = schemaFile ? compile(schemaFile) : undefined;

function schemaFaults(card: object): unknown[] {
  if (!official || official(JSON.parse(JSON.stringify(card)))) return [];
  return official.errors ?? [];
}

function compile(file: string) {
  // It writes `id` where this reader expects `$id`, and formats that nobody defined.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  return ajv.compile(schema);
}
