import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ServiceFunction } from '../constructs/service-function.ts';
import { type SharedResources, sharedEnvironment } from '../constructs/shared.ts';
import { createFailureQueue } from '../constructs/worker-queue.ts';
import type { SlackOutbound } from './slack-outbound.ts';
import type { TeamsOutbound } from './teams-outbound.ts';

export interface NightlyDigestProps extends SharedResources {
  readonly siteUrl: string;
  readonly slackOutbound: SlackOutbound;
  readonly teamsOutbound: TeamsOutbound;
}

/** Also the age from which the lease of a run is known to be that of a run that died. */
const timeout = Duration.minutes(5);

/** Runs `functions/lambdas/nightly-digest.ts` at 04:00 in the Département's time zone. */
export class NightlyDigest extends Construct {
  constructor(scope: Construct, id: string, props: NightlyDigestProps) {
    super(scope, id);
    const { stage, alarms, departement, table, mail, slackOutbound, teamsOutbound } = props;
    const failures = createFailureQueue(this, 'Failures');
    const nightlyDigest = new ServiceFunction(this, 'Function', {
      runs: 'nightly-digest',
      environment: nightlyDigestEnvironment(props),
      errorImpact:
        'Le récapitulatif de la nuit n’est pas parti : le service Éducation ignore ce que les collèges ont déclaré.',
      failures,
      timeout,
      memoryMegabytes: 1024,
      stage,
      alarms,
    });
    table.grantReadAndWrite(nightlyDigest);
    mail.grantSend(nightlyDigest);
    slackOutbound.grantEnqueue(nightlyDigest);
    teamsOutbound.grantEnqueue(nightlyDigest);

    const scheduler = this.#createSchedulerRole(nightlyDigest, failures);
    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.cron({
        // Clocks are changed at 02:00 and 03:00: this hour exists once on every day of the year.
        hour: '4',
        minute: '0',
        timeZone: TimeZone.of(departement.timeZone),
      }),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(nightlyDigest, {
        deadLetterQueue: failures,
        role: scheduler.withoutPolicyUpdates(),
      }),
    });
    alarms.watch(this, 'Silent', {
      metric: nightlyDigest.metricInvocations({ period: Duration.days(1) }),
      errorImpact: 'La nuit n’a pas tourné depuis deux jours : aucun récapitulatif n’est préparé.',
      runbook: 'nightly-digest-silent',
      rings: 'on-silence',
    });
  }

  /** The role that CDK makes by default may invoke every version of the function. */
  #createSchedulerRole(nightlyDigest: IFunction, failures: Queue): Role {
    const { account } = Stack.of(this);
    const scheduler = new Role(this, 'Scheduler', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    nightlyDigest.grantInvokeLatestVersion(scheduler);
    failures.grantSendMessages(scheduler);
    return scheduler;
  }
}

function nightlyDigestEnvironment(props: NightlyDigestProps) {
  const { departement, mail } = props;
  return {
    ...sharedEnvironment(props),
    DEPARTEMENT_NAME: departement.name,
    SERVICE_NAME: departement.serviceName,
    SITE_URL: props.siteUrl,
    MAIL_FROM: mail.address('mailFrom'),
    EDUCATION_MAILBOXES: mail.address('educationMailboxes'),
    MAIL_DOMAINS: mail.domains,
    LOT_SIZE: String(departement.lotSize),
    RUN_SECONDS: String(timeout.toSeconds()),
    SLACK_QUEUE_URL: props.slackOutbound.queueUrl,
    TEAMS_QUEUE_URL: props.teamsOutbound.queueUrl,
  };
}
