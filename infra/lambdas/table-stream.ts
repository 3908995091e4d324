import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, speakingEnvironment } from '../constructs/shared.ts';
import { createFailureQueue } from '../constructs/worker-queue.ts';
import type { MailOutbound } from './mail-outbound.ts';
import type { SlackOutbound } from './slack-outbound.ts';
import type { TeamsOutbound } from './teams-outbound.ts';
import type { WebhooksOutbound } from './webhooks-outbound.ts';

export interface TableStreamProps extends SharedResources {
  readonly siteUrl: string;
  readonly mailOutbound: MailOutbound;
  readonly webhooks: WebhooksOutbound;
  readonly slackOutbound: SlackOutbound;
  readonly teamsOutbound: TeamsOutbound;
}

const errorImpact = 'Les avis ne partent plus : ni courriels, ni messageries, ni abonnés.';

/** Runs `functions/lambdas/table-stream.ts` on the stream of the table. */
export class TableStream extends Construct {
  constructor(scope: Construct, id: string, props: TableStreamProps) {
    super(scope, id);
    const { stage, alarms, table, mailOutbound, slackOutbound, teamsOutbound } = props;
    const failures = createFailureQueue(this, 'Failures');
    const tableStream = new ServiceFunction(this, 'Function', {
      runs: 'table-stream',
      environment: tableStreamEnvironment(props),
      errorImpact,
      failures,
      timeout: Duration.minutes(1),
      stage,
      alarms,
    });
    table.grantReadAndWrite(tableStream);
    mailOutbound.grantEnqueue(tableStream);
    props.webhooks.grantEnqueue(tableStream);
    slackOutbound.grantEnqueue(tableStream);
    teamsOutbound.grantEnqueue(tableStream);
    table.grantStreamRead(tableStream, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(announced)],
      batchSize: 25,
      // A danger is told at once.
      maxBatchingWindow: Duration.seconds(0),
      // A record that fails blocks one tenth of the partition keys instead of all.
      parallelizationFactor: 10,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // Retries end after two hours or 100 attempts, whichever comes first.
      maxRecordAge: Duration.hours(2),
      retryAttempts: 100,
      onFailure: new SqsDlq(failures),
    });
    alarms.watch(this, 'Late', {
      metric: tableStream.metric('IteratorAge', { statistic: 'max', unit: undefined }),
      threshold: Duration.minutes(5).toMilliseconds(),
      errorImpact: 'Les avis partent avec plus de cinq minutes de retard.',
      runbook: 'table-stream-late',
    });
  }
}

/**
 * Only writes that can be announced invoke the function, not its own send records nor the drafts that a page saves while a
 * form is being filled in. Sign-in codes have a function of their own. The sort keys are those that `functions/adapters/dynamodb/change-events.ts` reads.
 */
const announced = {
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: {
    Keys: {
      sk: {
        S: [
          ...['DECLARATION#', 'DAMAGE#', 'DELIVERY#', 'PERSON#', 'SUBSCRIBER#'].flatMap((start) =>
            FilterRule.beginsWith(start),
          ),
        ],
      },
    },
  },
};

function tableStreamEnvironment(props: TableStreamProps) {
  return {
    ...speakingEnvironment(props),
    MAIL_QUEUE_URL: props.mailOutbound.queueUrl,
    WEBHOOK_QUEUE_URL: props.webhooks.queueUrl,
    SLACK_QUEUE_URL: props.slackOutbound.queueUrl,
    TEAMS_QUEUE_URL: props.teamsOutbound.queueUrl,
  };
}
