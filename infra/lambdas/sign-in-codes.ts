import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { SignInSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, speakingEnvironment } from '../constructs/shared.ts';
import { createFailureQueue } from '../constructs/worker-queue.ts';

export interface SignInCodesProps extends SharedResources {
  readonly siteUrl: string;
  readonly signInSecret: SignInSecret;
}

/**
 * Runs `functions/lambdas/sign-in-codes.ts` on the challenges in the stream of the table. Lambda allows one mapping of a
 * stream to a function, so that a mapping of their own takes a function of their own.
 */
export class SignInCodes extends Construct {
  constructor(scope: Construct, id: string, props: SignInCodesProps) {
    super(scope, id);
    const { stage, alarms, table, mail, signInSecret, siteUrl } = props;
    const failures = createFailureQueue(this, 'Failures');
    const signInCodes = new ServiceFunction(this, 'Function', {
      runs: 'sign-in-codes',
      environment: {
        ...speakingEnvironment({ ...props, siteUrl }),
        SIGN_IN_SECRET_ID: signInSecret.id,
        MAIL_FROM: mail.address('mailFrom'),
        MAIL_DOMAINS: mail.domains,
      },
      errorImpact:
        'Des codes de connexion ne sont pas partis : leurs demandeurs ne peuvent pas se connecter.',
      failures,
      timeout: Duration.seconds(30),
      stage,
      alarms,
    });
    table.grantReadAndWrite(signInCodes);
    mail.grantSend(signInCodes);
    signInSecret.grantRead(signInCodes);
    table.grantStreamRead(signInCodes, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(challenges)],
      batchSize: 10,
      // A person waits for the code in their mailbox.
      maxBatchingWindow: Duration.seconds(0),
      parallelizationFactor: 10,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // A code expires after ten minutes.
      maxRecordAge: Duration.minutes(10),
      retryAttempts: 100,
      onFailure: new SqsDlq(failures),
    });
    alarms.watch(this, 'Late', {
      metric: signInCodes.metric('IteratorAge', { statistic: 'max', unit: undefined }),
      threshold: Duration.minutes(1).toMilliseconds(),
      errorImpact: 'Les codes de connexion partent avec plus d’une minute de retard.',
      runbook: 'sign-in-codes-late',
    });
  }
}

/** New challenges only: the tries that are counted on one are no news. */
const challenges = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: FilterRule.isEqual('CHALLENGE') } } },
};
