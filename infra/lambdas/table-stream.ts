import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { SignInSecret } from '../constructs/secrets.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, speakingEnvironment } from '../constructs/shared.ts';
import { createFailureQueue } from '../constructs/worker-queue.ts';
import type { SlackOutbound } from './slack-outbound.ts';
import type { TeamsOutbound } from './teams-outbound.ts';
import type { WebhooksOutbound } from './webhooks-outbound.ts';

export interface TableStreamProps extends SharedResources {
  readonly siteUrl: string;
  readonly signInSecret: SignInSecret;
  readonly webhooks: WebhooksOutbound;
  readonly slackOutbound: SlackOutbound;
  readonly teamsOutbound: TeamsOutbound;
}

const errorImpact = 'Les courriels ne partent plus : codes de connexion, accusés de dépôt.';

/** Runs `functions/lambdas/table-stream.ts` on what has just been written to the table. */
export class TableStream extends Construct {
  constructor(scope: Construct, id: string, props: TableStreamProps) {
    super(scope, id);
    const { stage, alarms, table, mail, signInSecret, slackOutbound, teamsOutbound } = props;
    const failures = createFailureQueue(this, 'Failures');
    const journal = new ServiceFunction(this, 'Function', {
      runs: 'table-stream',
      environment: journalEnvironment(props),
      errorImpact,
      failures,
      timeout: Duration.minutes(1),
      stage,
      alarms,
    });
    table.grantReadAndWrite(journal);
    mail.grantSend(journal);
    signInSecret.grantRead(journal);
    props.webhooks.grantEnqueue(journal);
    slackOutbound.grantEnqueue(journal);
    teamsOutbound.grantEnqueue(journal);
    table.grantStreamRead(journal, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(announced)],
      batchSize: 25,
      // Somebody looks at their mailbox, waiting for a code.
      maxBatchingWindow: Duration.seconds(0),
      // What cannot be told holds up one tenth of the things, not all of them.
      parallelizationFactor: 10,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // As long as a mail is still worth sending; whichever comes first.
      maxRecordAge: Duration.hours(2),
      retryAttempts: 100,
      onFailure: new SqsDlq(failures),
    });
    alarms.watch(this, 'Late', {
      metric: journal.metric('IteratorAge', { statistic: 'max', unit: undefined }),
      threshold: Duration.minutes(5).toMilliseconds(),
      errorImpact: 'Les courriels partent avec plus de cinq minutes de retard.',
      runbook: 'table-stream-late',
    });
  }
}

/**
 * Wakes for the things that may be announced, and not for its own records of what was sent. By the beginning of their
 * partition keys: see `functions/adapters/dynamodb/keys.ts`.
 */
const announced = {
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: {
    Keys: {
      pk: {
        S: ['COLLEGE#', 'DEPARTEMENT#', 'CHALLENGE#'].flatMap((start) =>
          FilterRule.beginsWith(start),
        ),
      },
    },
  },
};

function journalEnvironment(props: TableStreamProps) {
  const { mail } = props;
  return {
    ...speakingEnvironment(props),
    SIGN_IN_SECRET_ID: props.signInSecret.id,
    MAIL_FROM: mail.address('mailFrom'),
    MAIL_DOMAINS: mail.domains,
    WEBHOOK_QUEUE_URL: props.webhooks.queueUrl,
    SLACK_QUEUE_URL: props.slackOutbound.queueUrl,
    TEAMS_QUEUE_URL: props.teamsOutbound.queueUrl,
  };
}
