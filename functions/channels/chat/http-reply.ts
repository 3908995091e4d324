import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The answer with the security headers of every answer, of refusals too: no browser guesses another type than the stated one. */
export function withSecurityHeaders(
  reply: APIGatewayProxyStructuredResultV2,
): APIGatewayProxyStructuredResultV2 {
  return { ...reply, headers: { 'x-content-type-options': 'nosniff', ...reply.headers } };
}
