import { createHash, createHmac } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface Signable {
  /** Every header is signed, the host too. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
  readonly service: string;
  readonly at: Date;
}

/**
 * The headers of a POST to `/`, with the date and the signature that AWS asks for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signRequest(
  { headers, body, region, service, at }: Signable,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
): Record<string, string> {
  const instant = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const signed: Record<string, string> = {
    ...headers,
    'x-amz-date': instant,
    ...(sessionToken && { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${signed[name]}\n`).join('');
  const list = names.join(';');
  const asked = ['POST', '/', '', lines, list, sha256(body)].join('\n');
  const scope = [instant.slice(0, 8), region, service, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', instant, scope.join('/'), sha256(asked)].join('\n');
  const key = scope.reduce<string | Buffer>(
    (from, part) => createHmac('sha256', from).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const credential = `${accessKeyId}/${scope.join('/')}`;
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${list}, Signature=${signature}`,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
