import { expect, test } from 'vitest';
import {
  departementOf,
  parseDepartementCode,
} from '../../../functions/domain/colleges/register-import.ts';
import { parseUai } from '../../../functions/domain/uai.ts';

test.each([
  ['047', '047'],
  ['47', '047'],
  ['1', '001'],
  [' 047 ', '047'],
  ['971', '971'],
  ['2A', '02A'],
  ['02b', '02B'],
  ['620', '02A'],
  ['720', '02B'],
])('the Département written "%s" is %s', (written, code) => {
  expect(parseDepartementCode(written)).toBe(code);
});

test.each(['', '0', '0047', 'Lot-et-Garonne', '2C', '4 7', '#REF!'])(
  '"%s" is no Département',
  (written) => {
    expect(parseDepartementCode(written)).toBeUndefined();
  },
);

test.each([
  ['0470678G', '047'],
  ['0010001W', '001'],
  ['6200001G', '02A'],
  ['7200001N', '02B'],
])('the UAI code %s belongs to the Département %s', (input, code) => {
  const parsed = parseUai(input);
  expect(parsed.kind === 'uai' && departementOf(parsed.uai)).toBe(code);
});
