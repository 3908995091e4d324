import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageSettings } from './stages.ts';

export const makeLogGroup = (scope: Construct, id: string, { logDays }: StageSettings): LogGroup =>
  new LogGroup(scope, id, { retention: logDays, removalPolicy: RemovalPolicy.DESTROY });
