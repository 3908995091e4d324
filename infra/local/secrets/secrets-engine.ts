import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Gateway, openGateway } from '../http/gateway.ts';
import type { Reply, WholeRequest } from '../http/http-message.ts';
import { awsJsonError, awsJsonReply, operationOf } from './aws-json.ts';

const asked = z.object({ SecretId: z.string() });

/** As much of AWS Secrets Manager as a function reads of it. */
export async function startSecretsEngine(
  secrets: ReadonlyMap<string, string>,
): Promise<Pick<Gateway, 'url' | 'close'>> {
  const version = randomUUID();

  async function answer(request: WholeRequest): Promise<Reply> {
    const operation = operationOf(request);
    if (operation !== 'GetSecretValue') {
      return awsJsonError('UnknownOperationException', `The local world has no ${operation}`);
    }
    const { data } = asked.safeParse(JSON.parse(request.body.toString()));
    const secret = data && secrets.get(data.SecretId);
    if (!secret) {
      return awsJsonError(
        'ResourceNotFoundException',
        "Secrets Manager can't find the specified secret.",
      );
    }
    return awsJsonReply(200, {
      ARN: data.SecretId,
      Name: data.SecretId.split(':').at(-1),
      SecretString: secret,
      VersionId: version,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: 0,
    });
  }

  return openGateway(0, answer);
}
