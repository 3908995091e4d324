/** Values for the parameters of routes. */
export interface Ids {
  readonly uai: string;
  readonly declaration: string;
  readonly damage: string;
  readonly delivery: string;
  readonly subscriber: string;
  readonly mail: string;
}

/** The path of a route with its parameters filled in. */
export function pathOf(route: string, ids: Ids): string {
  const [, first = ''] = route.split('/');
  const reference = { degats: ids.damage, livraisons: ids.delivery }[first] ?? ids.declaration;
  return route
    .replace(':uai', ids.uai)
    .replace(':reference', reference)
    .replace(':reserve', 'R1')
    .replace(':id', ids.subscriber)
    .replace(':file', '1.pdf')
    .replace(':mail', encodeURIComponent(ids.mail));
}
