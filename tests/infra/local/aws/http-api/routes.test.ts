import { expect, test } from 'vitest';
import { findRoute } from '../../../../../infra/local/aws/http-api/routes.ts';

const routes = [
  '$default',
  'ANY /{proxy+}',
  'GET /colleges/{uai}',
  'ANY /hooks/{proxy+}',
  'POST /hooks/deliveries',
  'ANY /hooks/deliveries',
].map((key) => ({ key, functionArn: key }));

test.each([
  ['POST', '/hooks/deliveries', 'POST /hooks/deliveries', undefined],
  ['GET', '/hooks/deliveries', 'ANY /hooks/deliveries', undefined],
  ['POST', '/hooks/other/one', 'ANY /hooks/{proxy+}', { proxy: 'other/one' }],
  ['GET', '/colleges/0470678G', 'GET /colleges/{uai}', { uai: '0470678G' }],
  ['POST', '/colleges/0470678G', 'ANY /{proxy+}', { proxy: 'colleges/0470678G' }],
  ['GET', '/', '$default', undefined],
])('%s %s takes %s', (method, path, key, pathParameters) => {
  const match = findRoute(routes, method, path);
  expect(match?.route.key).toBe(key);
  expect(match?.pathParameters).toEqual(pathParameters);
});

test('without a route there is no match', () => {
  expect(findRoute([], 'GET', '/')).toBeUndefined();
});
