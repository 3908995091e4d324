import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

const template = templateOf('prod');
const queueOf = Match.stringLikeRegexp('^SlackOutboundJobsQueue');

test('jobs go to Slack one by one, and are retried for a day', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': [queueOf, 'Arn'] },
    FunctionName: { Ref: Match.stringLikeRegexp('^SlackOutboundFunction') },
    BatchSize: 1,
    ScalingConfig: { MaximumConcurrency: 2 },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    VisibilityTimeout: 540,
    RedrivePolicy: { maxReceiveCount: 50 },
  });
});

test.each(['TableStream', 'NightlyDigest'])(
  '%s knows the queue and may send messages to it, no more',
  (name) => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: Match.absent(),
      Environment: { Variables: Match.objectLike({ SLACK_QUEUE_URL: { Ref: queueOf } }) },
      Role: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}FunctionRole`), 'Arn'] },
    });
    const actions = sqsActionsOf(name, /SlackOutboundJobsQueue/);
    expect(actions).toContain('sqs:SendMessage');
    expect(actions).not.toContain('sqs:ReceiveMessage');
  },
);

test('the function reads the Slack secret, stores uploads, and cannot read processed photos', () => {
  const statements = JSON.stringify(statementsOf('SlackOutbound'));
  expect(statements).toContain('secretsmanager:GetSecretValue');
  expect(statements).toContain('/incoming/*');
  expect(statements).not.toContain('/ready/*');
  expect(sqsActionsOf('SlackOutbound', /JobsQueue/)).toContain('sqs:ChangeMessageVisibility');
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function statementsOf(name: string): readonly Statement[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  return policies
    .filter(([id]) => id.startsWith(`${name}FunctionRole`))
    .flatMap(([, policy]) => policy['Properties'].PolicyDocument.Statement);
}

function sqsActionsOf(name: string, queue: RegExp): readonly string[] {
  return statementsOf(name)
    .filter(({ Resource }) => queue.test(JSON.stringify(Resource)))
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('sqs:'));
}
