import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

test.each(['local', 'test', 'prod'] as const)('in %s Slack has one address', (stage) => {
  const template = synthesise(stage);
  template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
    RouteKey: 'POST /slack/events',
    AuthorizationType: 'NONE',
  });
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
    IntegrationUri: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SlackInboundFunction'), 'Arn'] },
  });
});

test('what Slack gave us is written by somebody, kept, and nowhere in the template', () => {
  const template = synthesise('prod');
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

test('the door reads the table and two secrets, and can send no mail', () => {
  const policies = Object.entries(synthesise('prod').findResources('AWS::IAM::Policy'));
  const rights = JSON.stringify(policies.filter(([id]) => id.startsWith('SlackInbound')));
  expect(rights).toMatch(/SlackSecret.*|SignInSecret/);
  expect(rights).toContain('SignInSecret');
  expect(rights).not.toMatch(/ses:|s3:|sqs:|dynamodb:Scan/);
});

test('errors that people were told of ring too, once there are three in five minutes', () => {
  const template = synthesise('prod');
  template.hasResourceProperties('AWS::Logs::MetricFilter', {
    FilterPattern: '{ $.level = "error" }',
    LogGroupName: { Ref: Match.stringLikeRegexp('^SlackInboundFunctionLog') },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'Casiers47',
    MetricName: 'prod-slack-errors',
    Threshold: 3,
    Period: 300,
    AlarmDescription: Match.stringLikeRegexp('^Slack ne répond plus.*runbook.md#slack$'),
  });
});
