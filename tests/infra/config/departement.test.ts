import { expect, test } from 'vitest';
import { loadDepartement } from '../../../infra/config/departement.ts';

test('the settings of Lot-et-Garonne are read', () => {
  expect(loadDepartement('47')).toMatchObject({ code: '047', timeZone: 'Europe/Paris' });
});

test('the error for a Département without settings names it', () => {
  expect(() => loadDepartement('99')).toThrow(/departements\/99/);
});
