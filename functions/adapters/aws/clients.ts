import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { once } from '../node/runtime.ts';

// By default the SDK has no timeout. Without `throwOnRequestTimeout` it only logs a late answer and waits on.
const timeouts = { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true };

export const dynamoClient = () => new DynamoDBClient({ maxAttempts: 4, requestHandler: timeouts });

/** A mail with attachments takes longer to accept than an item, and a timeout that is too short would send it twice. */
export const sesClient = () =>
  new SESv2Client({
    maxAttempts: 3,
    requestHandler: { ...timeouts, requestTimeout: 20_000 },
  });

/** A photo has up to ten megabytes. */
export const s3Client = () =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: { ...timeouts, connectionTimeout: 1000, requestTimeout: 10_000 },
  });

/** SQS answers fast; mails of the same run must not wait long for a queue that does not. */
export const sqsClient = () =>
  new SQSClient({
    maxAttempts: 2,
    requestHandler: { ...timeouts, connectionTimeout: 1000, requestTimeout: 2000 },
  });

/** Hides a received message of the queue for so many seconds, counted from the call. */
export function createChangeVisibility(client: SQSClient, QueueUrl: string) {
  return async (ReceiptHandle: string, VisibilityTimeout: number): Promise<void> => {
    const message = { QueueUrl, ReceiptHandle, VisibilityTimeout };
    await client.send(new ChangeMessageVisibilityCommand(message));
  };
}

/** Fetched at the first call, then cached as long as the function stays warm. */
export function secretNamed(SecretId: string): () => Promise<string> {
  return once(secretFetched(SecretId));
}

/** Fetched at each call: the caller decides how long to cache it. */
export function secretFetched(SecretId: string): () => Promise<string> {
  const client = new SecretsManagerClient({ maxAttempts: 4, requestHandler: timeouts });
  return async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    if (!SecretString) throw new Error(`The secret ${SecretId} is empty`);
    return SecretString;
  };
}
