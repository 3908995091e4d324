import * as z from 'zod';
import type { References, Resolve } from '../template/references.ts';
import { resourcesOf, type Template, types } from '../template/template.ts';

export interface Route {
  /** As in the template: `POST /slack/events`, `ANY /local/{proxy+}`, `$default`. */
  readonly key: string;
  readonly functionArn: string;
}

export interface Match {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}

const routeProperties = z.object({ RouteKey: z.string(), Target: z.string() });
const integrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  PayloadFormatVersion: z.literal('2.0'),
  IntegrationUri: z.string(),
});

export function parseRoutes(
  template: Template,
  resolve: Resolve,
  references: References,
): readonly Route[] {
  const integrations = new Map(
    resourcesOf(template, types.integration).map(([id, raw]) => [
      `integrations/${references.ref(id)}`,
      integrationProperties.parse(resolve(raw)).IntegrationUri,
    ]),
  );
  return resourcesOf(template, types.route).map(([id, raw]) => {
    const { RouteKey, Target } = routeProperties.parse(resolve(raw));
    const functionArn = integrations.get(Target);
    if (!functionArn) throw new Error(`Route ${id} has no function`);
    return { key: RouteKey, functionArn };
  });
}

/**
 * Finds the most specific route: a whole path, then `{name}`, then the longest `{name+}`, then `$default`; the method
 * before `ANY`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Match | undefined {
  const matches = routes.flatMap((route) => {
    const [asked = '', pattern] = route.key.split(' ');
    if (!pattern) return asked === '$default' ? [{ route, pathParameters: undefined }] : [];
    if (asked !== 'ANY' && asked !== method) return [];
    const found = toExpression(pattern).exec(path);
    return found ? [{ route, pathParameters: found.groups && { ...found.groups } }] : [];
  });
  return matches.sort(
    ({ route: { key: a } }, { route: { key: b } }) =>
      vagueness(a) - vagueness(b) || b.length - a.length,
  )[0];
}

function toExpression(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.*?^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) =>
      greedy ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
    );
  return new RegExp(`^${source}$`);
}

function vagueness(key: string): number {
  if (key === '$default') return 100;
  const path = key.includes('+}') ? 20 : key.includes('{') ? 10 : 0;
  return path + (key.startsWith('ANY ') ? 1 : 0);
}
