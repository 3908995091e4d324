import type { Reply, WholeRequest } from '../http/http-message.ts';

/** `GetItem` of the header `x-amz-target: DynamoDB_20120810.GetItem`: how the JSON protocols of AWS name what is asked. */
export const operationOf = ({ headers }: WholeRequest): string =>
  (headers['x-amz-target'] ?? '').split('.')[1] ?? '';

export const awsJsonReply = (status: number, content: unknown): Reply => ({
  status,
  headers: [['content-type', 'application/x-amz-json-1.1']],
  body: JSON.stringify(content),
});

/** The SDK makes an error of that name of it. */
export const awsJsonError = (name: string, message: string): Reply =>
  awsJsonReply(400, { __type: name, message });
