import { describe, expect, test } from 'vitest';
import { localPath } from '../../../../functions/channels/web/shared/paths.ts';

const site = 'https://casiers.example.org';

describe('a path to return to', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/./\\evil.example',
    '/%2e//evil.example',
    '/a/..//evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'evil.example',
    '',
    undefined,
  ])('that may lead to another site is none (%s)', (path) => {
    expect(localPath(path)).toBeUndefined();
  });

  test.each(['/', '/colleges/0470678G?x=1', '/a//evil.example', '/.', '/./colleges', '/:80/'])(
    'of this site stays on it, however a browser parses it (%s)',
    (path) => {
      const parsed = localPath(path);
      expect(new URL(parsed ?? '//missing', site).origin).toBe(site);
    },
  );
});
