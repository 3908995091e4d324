import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

const template = templateOf('prod');
const named = (type: string, name: string) =>
  Object.entries(template.findResources(type)).find(([id]) => id.startsWith(name))?.[1];
const rightsOf = (name: string) => JSON.stringify(named('AWS::IAM::Policy', name));

describe('the function behind Teams', () => {
  test('receives POST on one route and nothing else', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'POST /teams/messages',
      Target: Match.anyValue(),
    });
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    const keys = routes.map((route) => String(route['Properties'].RouteKey));
    expect(keys.filter((key) => key.includes('teams'))).toEqual(['POST /teams/messages']);
  });

  test('ends within the fifteen seconds that Teams waits', () => {
    const { Timeout } = named('AWS::Lambda::Function', 'TeamsInbound')?.['Properties'] ?? {};
    expect(Timeout).toBe(15);
  });

  test('reads its secret and that of sign-in, not that of Slack, and cannot send mail', () => {
    expect(rightsOf('TeamsInbound')).toContain('TeamsSecret');
    expect(rightsOf('TeamsInbound')).toContain('SignInSecret');
    expect(rightsOf('TeamsInbound')).not.toContain('SlackSecret');
    expect(rightsOf('TeamsInbound')).not.toContain('ses:');
    expect(rightsOf('SlackInbound')).not.toContain('TeamsSecret');
  });
});

describe('notifications to Teams', () => {
  test('have a queue of their own, filled by the table stream and the nightly digest', () => {
    expect(rightsOf('TeamsOutbound')).toContain('sqs:ReceiveMessage');
    for (const writer of ['TableStream', 'NightlyDigest']) {
      expect(rightsOf(writer)).toContain('TeamsOutboundJobs');
      expect(rightsOf(writer)).toContain('SlackOutboundJobs');
    }
  });

  test('may store uploads, and cannot read photos', () => {
    expect(rightsOf('TeamsOutbound')).toContain('s3:PutObject');
    expect(rightsOf('TeamsOutbound')).not.toContain('s3:GetObject');
  });

  test('read no secret but that of Teams', () => {
    expect(rightsOf('TeamsOutbound')).toContain('TeamsSecret');
    expect(rightsOf('TeamsOutbound')).not.toContain('SignInSecret');
    expect(rightsOf('TeamsOutbound')).not.toContain('SlackSecret');
  });
});

test('the Teams secret is created empty, and outlives the stack in production', () => {
  template.hasResource('AWS::SecretsManager::Secret', {
    DeletionPolicy: 'Retain',
    Properties: {
      GenerateSecretString: {
        SecretStringTemplate: JSON.stringify({
          ...{ appId: '', tenantId: '', clientSecret: '', educationChannel: '' },
        }),
      },
    },
  });
});
