import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where events end that no attempt got through: its alarm rings, somebody reads it, nothing empties it. */
export function makeFailureQueue(scope: Construct, id: string): Queue {
  const failures = new Queue(scope, id, {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(failures).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is where failed events end: what sends to it has no other way out, nobody reads.',
  });
  return failures;
}
