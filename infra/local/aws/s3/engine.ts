import { randomUUID } from 'node:crypto';
import { type Gateway, openGateway } from '../../shared/gateway.ts';
import type { Reply, WholeRequest } from '../../shared/http.ts';
import { linkFault, localKey } from '../../shared/signature-v4.ts';
import { type BucketFiles, etagOf, type ObjectName } from './files.ts';
import { policyFault } from './post-policy.ts';

export interface BucketEngineDeps {
  readonly files: BucketFiles;
  readonly buckets: ReadonlySet<string>;
  /** Called after an object is stored. */
  readonly created: (name: ObjectName) => void;
  readonly now: () => Date;
}

/** S3 accepts larger objects; this application stores none. */
const requestBytes = 64 * 1024 * 1024;

/** The part of S3 that presigned forms, presigned links and the functions use. No object is public; links and forms expire. */
export async function startBucketEngine(
  deps: BucketEngineDeps,
): Promise<Pick<Gateway, 'url' | 'close'>> {
  const { files, buckets, created, now } = deps;

  async function answer(request: WholeRequest): Promise<Reply> {
    const [bucket = '', ...rest] = decodeURIComponent(request.path).slice(1).split('/');
    const name = { bucket, key: rest.join('/') };
    if (!buckets.has(bucket)) return fault(404, 'NoSuchBucket', 'There is no such bucket.');
    if (request.method === 'POST' && name.key === '') return takeForm(bucket, request);
    return refuse(request, now()) ?? serve(name, request);
  }

  function serve(name: ObjectName, { method, headers, body }: WholeRequest): Reply {
    switch (method) {
      case 'GET':
      case 'HEAD':
        return show(name);
      case 'PUT': {
        // The SDK sends chunks for streams only.
        if (headers['content-encoding'] === 'aws-chunked') return notHere('aws-chunked');
        const cacheControl = headers['cache-control'];
        const type = headers['content-type'] ?? 'application/octet-stream';
        files.put(name, { type, bytes: body, ...(cacheControl && { cacheControl }) });
        created(name);
        return { status: 200, headers: [['etag', etagOf(body)]], body: '' };
      }
      case 'DELETE':
        files.remove(name);
        return { status: 204, headers: [], body: '' };
      default:
        return notHere(method);
    }
  }

  function show(name: ObjectName): Reply {
    const found = files.get(name);
    if (!found) return fault(404, 'NoSuchKey', 'The specified key does not exist.');
    const { type, cacheControl, bytes } = found;
    return {
      status: 200,
      headers: [
        ['content-type', type],
        ['content-length', String(bytes.length)],
        ['etag', etagOf(bytes)],
        ...(cacheControl ? ([['cache-control', cacheControl]] as const) : []),
      ],
      body: bytes,
    };
  }

  async function takeForm(bucket: string, { headers, body }: WholeRequest): Promise<Reply> {
    const form = await parseForm(headers['content-type'] ?? '', body);
    if (!form) return fault(400, 'MalformedPOSTRequest', 'The body is not a form with a file.');
    const { fields, bytes } = form;
    const wrong = policyFault({ bucket, fields, fileBytes: bytes.length }, now());
    if (wrong) return fault(wrong.status, wrong.code, wrong.message);
    const key = fields.get('key') ?? '';
    files.put(
      { bucket, key },
      { type: fields.get('content-type') ?? 'binary/octet-stream', bytes },
    );
    created({ bucket, key });
    const returnTo = fields.get('success_action_redirect');
    if (!returnTo) return { status: 204, headers: [], body: '' };
    const location = new URL(returnTo);
    for (const [field, value] of Object.entries({ bucket, key, etag: etagOf(bytes) })) {
      location.searchParams.set(field, value);
    }
    return { status: 303, headers: [['location', location.href]], body: '' };
  }

  return openGateway(0, answer, requestBytes);
}

/** A function sends an authorization header, whose signature is not checked; other requests need a presigned link. */
function refuse(request: WholeRequest, now: Date): Reply | undefined {
  if (request.headers['authorization']?.includes(`Credential=${localKey.id}/`)) return undefined;
  if (!request.query.includes('X-Amz-Signature=')) {
    return fault(403, 'AccessDenied', 'Access Denied');
  }
  const wrong = linkFault(request, now);
  if (!wrong) return undefined;
  return wrong === 'expired'
    ? fault(403, 'AccessDenied', 'Request has expired')
    : fault(403, 'SignatureDoesNotMatch', 'The signature does not match.');
}

async function parseForm(type: string, body: Buffer) {
  try {
    const headers = { 'content-type': type };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const fields = new Map<string, string>();
    // S3 ignores the fields after the file.
    for (const [name, value] of form) {
      if (name !== 'file') fields.set(name.toLowerCase(), String(value));
      else if (typeof value === 'string') return { fields, bytes: Buffer.from(value) };
      else return { fields, bytes: Buffer.from(await value.arrayBuffer()) };
    }
  } catch {
    // Not a form.
  }
  return undefined;
}

const notHere = (what: string): Reply =>
  fault(501, 'NotImplemented', `The local environment does not support ${what}`);

function fault(status: number, code: string, message: string): Reply {
  const requestId = randomUUID();
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    status,
    headers: [['content-type', 'application/xml']],
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped}</Message><RequestId>${requestId}</RequestId></Error>`,
  };
}
