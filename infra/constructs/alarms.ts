import { CfnParameter } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageSettings } from '../config/stages.ts';

export interface Watch {
  readonly metric: IMetric;
  /** What people miss when it fails, in French: it is the text of the alarm mail. */
  readonly errorImpact: string;
  /** The heading of `docs/runbook.md` that says what to do. */
  readonly runbook: string;
  /** The alarm rings from this value on; 1 when absent. */
  readonly threshold?: number;
  /** `on-silence`: rings when two periods in a row have no data, instead of at the threshold. */
  readonly rings?: 'on-silence';
}

/** Counts the log lines of all functions on items that cannot be read. Without such a line it costs nothing. */
export const unreadableItems = ({ name }: StageSettings) => ({
  namespace: `Casiers/${name}`,
  metricName: 'UnreadableItems',
});

/** The alarms of a stage. Where the stage has `alarmsOn`, they send a mail to the people who run it. */
export class Alarms extends Construct {
  readonly #action: IAlarmAction | undefined;

  constructor(scope: Construct, id: string, stage: StageSettings) {
    super(scope, id);
    if (stage.alarmsOn) this.#action = new SnsAction(this.#createTopic());
    this.watch(this, 'Unreadable', {
      metric: new Metric({ ...unreadableItems(stage), statistic: Stats.SUM }),
      errorImpact: 'Une fiche ne peut pas être lue : elle manque aux pages et au récapitulatif.',
      runbook: 'unreadable-item',
    });
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

  #createTopic(): Topic {
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
/** Two periods: the next night makes up for one that was missed. */
const onSilence = {
  evaluationPeriods: 2,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
};
