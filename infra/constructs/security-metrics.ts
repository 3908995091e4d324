import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageSettings } from '../config/stages.ts';
import type { Alarms } from './alarms.ts';

const metricNamespace = 'Casiers47';

interface Burst {
  /** As `functions/domain/people/security.ts` names them. */
  readonly actions: readonly string[];
  /** The alarm rings from that many lines in five minutes. */
  readonly threshold: number;
  readonly errorImpact: string;
}

/** By the heading of `docs/runbook.md`. Thresholds are far above what the people of a Département do together. */
const bursts: Readonly<Record<string, Burst>> = {
  'sign-in-burst': {
    actions: ['sign-in-failed', 'sign-in-refused', 'sign-in-limited'],
    threshold: 100,
    errorImpact: 'Des connexions sont essayées en masse.',
  },
  'codes-lengthened': {
    actions: ['codes-lengthened'],
    threshold: 1,
    errorImpact: 'Des codes de connexion d’une adresse ont été devinés trop souvent.',
  },
  'access-refused-burst': {
    actions: ['access-refused'],
    threshold: 60,
    errorImpact: 'Une personne connectée demande en masse des pages qui ne sont pas les siennes.',
  },
};

export interface SecurityMetricsProps {
  readonly stage: StageSettings;
  readonly alarms: Alarms;
}

/** Counts the lines of the security log of several functions, and rings on bursts. */
export class SecurityMetrics extends Construct {
  readonly #stage: StageSettings;

  constructor(scope: Construct, id: string, { stage, alarms }: SecurityMetricsProps) {
    super(scope, id);
    this.#stage = stage;
    for (const [runbook, { threshold, errorImpact }] of Object.entries(bursts)) {
      const metric = new Metric({
        ...{ namespace: metricNamespace, metricName: this.#nameOf(runbook) },
        ...{ statistic: 'sum', period: Duration.minutes(5) },
      });
      alarms.watch(this, runbook, { metric, threshold, errorImpact, runbook });
    }
  }

  /** Counts the lines that one function writes. */
  count(scope: Construct, logGroup: ILogGroup): void {
    for (const [name, { actions }] of Object.entries(bursts)) {
      new MetricFilter(scope, name, {
        ...{ logGroup, metricNamespace, metricName: this.#nameOf(name) },
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue('$.event', '=', 'security'),
          FilterPattern.any(
            ...actions.map((action) => FilterPattern.stringValue('$.action', '=', action)),
          ),
        ),
      });
    }
  }

  #nameOf(name: string): string {
    return `${this.#stage.name}-${name}`;
  }
}
