import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { deliveryReference, parseDeliveryReference } from '../../functions/domain/reference.ts';
import { crochepierre, register } from '../shared/examples.ts';

describe('a reference', () => {
  const anyId = fc.stringMatching(/^[0-9A-Z]{6}$/);
  test.prop([fc.constantFrom(...register), anyId])(
    'is parsed to the collège and the delivery that it names',
    ({ uai }, id) => {
      const reference = deliveryReference({ uai, id });
      expect(parseDeliveryReference(reference)).toEqual({ uai, id });
      expect(parseDeliveryReference(reference.toLowerCase().replaceAll('-', ' – '))).toEqual({
        uai,
        id,
      });
    },
  );

  test('of a delivery from before this service is parsed too', () => {
    const { uai } = crochepierre;
    expect(parseDeliveryReference('L-0470678G-2025-1')).toEqual({ uai, id: '2025-1' });
  });

  test.prop([fc.string()])('is not parsed from any other text', (input) => {
    const read = parseDeliveryReference(input);
    expect(read === undefined || read.id !== '').toBe(true);
  });
});
