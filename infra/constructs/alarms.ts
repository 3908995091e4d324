import { CfnParameter } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageSettings } from '../config/stages.ts';

export interface Watch {
  readonly metric: IMetric;
  /** What people miss when it goes wrong, in French: those who are woken up read it. */
  readonly errorImpact: string;
  /** The heading of `docs/runbook.md` that says what to do. */
  readonly runbook: string;
  /** Rings from there on; 1 when absent. */
  readonly threshold?: number;
  /** Rings when nothing was measured, twice in a row, instead of when anything was. */
  readonly rings?: 'on-silence';
}

/** Rings where somebody hears it: a mail to those who run the counter, in the stages with alarms on. */
export class Alarms extends Construct {
  readonly #action: IAlarmAction | undefined;

  constructor(scope: Construct, id: string, { alarmsOn }: StageSettings) {
    super(scope, id);
    if (alarmsOn) this.#action = new SnsAction(this.#makeTopic());
  }

  watch(scope: Construct, id: string, watch: Watch): void {
    const { metric, errorImpact, runbook, threshold = 1, rings } = watch;
    const alarm = new Alarm(scope, id, {
      metric,
      alarmDescription: `${errorImpact} Que faire : docs/runbook.md#${runbook}`,
      threshold,
      ...(rings === 'on-silence' ? onSilence : onCount),
    });
    if (this.#action) alarm.addAlarmAction(this.#action);
  }

  #makeTopic(): Topic {
    const mailbox = new CfnParameter(this, 'Mailbox', {
      description: 'Qui est prévenu quand une partie du guichet est en panne',
      allowedPattern: '[^@,\\s]+@[^@,\\s]+\\.[^@,\\s]+',
      constraintDescription: 'une adresse électronique est attendue',
    });
    mailbox.overrideLogicalId('AlarmMailbox');
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(mailbox.valueAsString));
    return topic;
  }
}

const onCount = {
  evaluationPeriods: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
/** Twice: a night that was missed is caught up by the next one. */
const onSilence = {
  evaluationPeriods: 2,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
};
