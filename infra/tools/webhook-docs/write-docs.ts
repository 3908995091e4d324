import * as z from 'zod';
import { deliveryUpdate } from '../../../functions/channels/webhooks/delivery-update.ts';
import {
  catalogTypes,
  eventCatalog,
  eventSchema,
} from '../../../functions/channels/webhooks/events/catalog.ts';
import { eventLabels, fieldTexts } from '../../../functions/content/webhooks/reference.ts';
import { exampleEvents } from './example-events.ts';

const schemaUrl = 'https://json-schema.org/draft/2020-12/schema';

/** What is published under `docs/webhooks/`, file by file. */
export function webhookDocs(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const examples = exampleEvents();
  for (const type of catalogTypes) {
    const example = examples.get(type);
    if (!example) throw new Error(`No example of ${type}`);
    const says = `${eventCatalog[type].says} / ${eventLabels[type]}.`;
    files.set(`events/${type}.schema.json`, published(eventSchema(type), type, says));
    files.set(`events/${type}.example.json`, toText(JSON.parse(example.body)));
  }
  files.set('received/delivery.schema.json', published(deliveryUpdate, 'delivery'));
  files.set('received/delivery.example.json', toText(reportExample));
  files.set('events/README.md', catalogue());
  return files;
}

const reportExample: z.input<typeof deliveryUpdate> = {
  type: 'delivery.arrived',
  timestamp: '2026-03-17T10:10:00+01:00',
  data: { reference: 'L-0470678G-9C4T1B' },
};

function published(schema: z.ZodType, title: string, description?: string): string {
  const json = z.toJSONSchema(schema, { io: 'input', override: forReaders });
  return toText({ ...json, $schema: schemaUrl, title, ...(description && { description }) });
}

/** English, then French: what is not translated is not published. Without what only zod has a use for. */
function forReaders({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const { description } = jsonSchema;
  if (!description || isEventTitle(description)) return;
  const french = fieldTexts[description];
  if (!french) throw new Error(`No French for: ${description}`);
  jsonSchema.description = `${description} / ${french}`;
}

const isEventTitle = (text: string) =>
  Object.values(eventCatalog).some(({ says }) => says === text);

function catalogue(): string {
  const lines = catalogTypes.map(
    (type) =>
      `| \`${type}\` | ${eventCatalog[type].says} | ${eventLabels[type]} | [schema](${type}.schema.json), [example](${type}.example.json) |`,
  );
  return [
    '# Events',
    '',
    'Made by `npm run docs:webhooks` from `functions/channels/webhooks/events`; do not edit.',
    '',
    '| type | sent when | envoyé quand | |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}

const toText = (json: unknown): string => `${JSON.stringify(json, undefined, 2)}\n`;
