import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { once } from '../node/runtime.ts';

// The SDK's own defaults wait for ever: a person in front of a page does not.
// Without the last of these it waits for ever too, and says so in the log.
const patience = { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true };

export const dynamoClient = () => new DynamoDBClient({ maxAttempts: 4, requestHandler: patience });

/** A mail with its attachments takes longer to hand over than an item, and is never handed over twice for haste. */
export const sesClient = () =>
  new SESv2Client({
    maxAttempts: 3,
    requestHandler: { ...patience, requestTimeout: 20_000 },
  });

/** Ten megabytes take longer than an item. */
export const s3Client = () =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: { ...patience, connectionTimeout: 1000, requestTimeout: 10_000 },
  });

/** What a queue takes it takes at once; mails do not wait for one that does not answer. */
export const sqsClient = () =>
  new SQSClient({
    maxAttempts: 2,
    requestHandler: { ...patience, connectionTimeout: 1000, requestTimeout: 2000 },
  });

/** Fetched when it is first asked for, then kept as long as the function stays warm. */
export function secretNamed(SecretId: string): () => Promise<string> {
  return once(secretFetched(SecretId));
}

/** Fetched each time: whoever asks keeps it as long as they see fit. */
export function secretFetched(SecretId: string): () => Promise<string> {
  const client = new SecretsManagerClient({ maxAttempts: 4, requestHandler: patience });
  return async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    if (!SecretString) throw new Error(`The secret ${SecretId} is empty`);
    return SecretString;
  };
}
