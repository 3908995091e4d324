import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { Ajv } from 'ajv';
import { expect } from 'vitest';
import { cardSchema } from './card-schema.ts';

// Node cannot load the package's main file.
const { AdaptiveCard, SerializationContext, Input, Versions }: typeof AdaptiveCards = createRequire(
  import.meta.url,
)('adaptivecards/dist/adaptivecards.js');

/** Teams refuses messages of more than 28 KB. */
const mostBytes = 28 * 1024;

/**
 * Fails for a card that Teams would refuse or show differently: by our own schema, by the reference parser, and by the
 * official schema of 1.5 when ADAPTIVE_CARD_SCHEMA names its file.
 */
export function checkCard(card: object): void {
  expect(cardSchema.safeParse(card).error?.issues ?? []).toEqual([]);
  expect(parserFaults(card)).toEqual([]);
  expect(schemaFaults(card)).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(mostBytes);
}

/** Errors of the reference parser: unknown elements, wrong values, duplicate ids, inputs without a label. */
export function parserFaults(json: object): string[] {
  const card = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_5);
  // Its regular expression for languages keeps state between cards, and refuses every second `fr`.
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
      // It counts the actions of the overflow menu too.
      .filter((message) => !message.startsWith('Maximum number of actions exceeded')),
    ...nameless,
    ...dropped(given, card.toJSON()),
  ];
}

/** Properties that the parser did not read, by their path. */
function dropped(given: unknown, kept: unknown, path = 'card'): string[] {
  // `data` is kept as it is, and defaults are dropped.
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
  // The schema has `id` where ajv expects `$id`, and undefined formats.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  return ajv.compile(schema);
}
