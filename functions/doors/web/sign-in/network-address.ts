import type { Context } from 'hono';
import * as z from 'zod';

/** What API Gateway knows of the connection; a caller can write nothing into it. */
const bindings = z.object({
  requestContext: z.object({ http: z.object({ sourceIp: z.string() }) }),
});

/** The address that the request came from. */
export function networkAddress(c: Context): string {
  const read = bindings.safeParse(c.env);
  return read.success ? read.data.requestContext.http.sourceIp : 'unknown';
}
