import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

test.each(['local', 'test', 'prod'] as const)('in %s Slack has one route', (stage) => {
  const template = templateOf(stage);
  template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
    RouteKey: 'POST /slack/events',
    AuthorizationType: 'NONE',
  });
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
    IntegrationUri: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SlackInboundFunction'), 'Arn'] },
  });
});

test('the Slack secret is filled in by hand, retained, and absent from the template', () => {
  const template = templateOf('prod');
  template.hasResource('AWS::SecretsManager::Secret', {
    DeletionPolicy: 'Retain',
    Properties: {
      GenerateSecretString: {
        SecretStringTemplate:
          '{"signingSecret":"","botToken":"","workspaces":[],"educationChannel":""}',
      },
      SecretString: Match.absent(),
    },
  });
});

test('the function reads the table and two secrets, and cannot send mail', () => {
  const policies = Object.entries(templateOf('prod').findResources('AWS::IAM::Policy'));
  const rights = JSON.stringify(policies.filter(([id]) => id.startsWith('SlackInbound')));
  expect(rights).toMatch(/SlackSecret.*|SignInSecret/);
  expect(rights).toContain('SignInSecret');
  expect(rights).not.toMatch(/ses:|s3:|sqs:|dynamodb:Scan/);
});

test('three logged errors in five minutes ring, although the function succeeds', () => {
  const template = templateOf('prod');
  template.hasResourceProperties('AWS::Logs::MetricFilter', {
    FilterPattern: '{ $.level = "error" }',
    LogGroupName: { Ref: Match.stringLikeRegexp('^SlackInboundFunctionLog') },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'Casiers47',
    MetricName: 'prod-slack-errors',
    Threshold: 3,
    Period: 300,
    AlarmDescription: Match.stringLikeRegexp('^Slack ne répond plus.*runbook.md#slack-inbound$'),
  });
});
