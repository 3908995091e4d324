import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

const template = synthesise('prod');
const named = (type: string, name: string) =>
  Object.entries(template.findResources(type)).find(([id]) => id.startsWith(name))?.[1];
const rightsOf = (name: string) => JSON.stringify(named('AWS::IAM::Policy', name));

describe('the Teams door', () => {
  test('takes what is posted to its one address, and nothing else', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'POST /teams/messages',
      Target: Match.anyValue(),
    });
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    const keys = routes.map((route) => String(route['Properties'].RouteKey));
    expect(keys.filter((key) => key.includes('teams'))).toEqual(['POST /teams/messages']);
  });

  test('gives up with Teams, which waits fifteen seconds', () => {
    const { Timeout } = named('AWS::Lambda::Function', 'TeamsInbound')?.['Properties'] ?? {};
    expect(Timeout).toBe(15);
  });

  test('speaks with the public cloud of Microsoft unless the Département says otherwise', () => {
    const cloudOf = (changes?: Parameters<typeof synthesise>[1]) => {
      const functions = synthesise('prod', changes).findResources('AWS::Lambda::Function');
      const channel = Object.entries(functions).find(([id]) => id.startsWith('TeamsInbound'))?.[1];
      return JSON.parse(channel?.['Properties'].Environment.Variables.TEAMS_CLOUD);
    };
    const cloud = cloudOf();
    expect(cloud).toMatchObject({
      issuer: 'https://api.botframework.com',
      serviceOrigins: ['https://smba.trafficmanager.net', 'https://*.botframework.com'],
    });
    const issuer = 'https://api.botframework.us';
    expect(cloudOf({ teamsCloud: { ...cloud, issuer } })).toMatchObject({ issuer });
  });

  test('reads its own secret and that of the codes, neither that of Slack nor any mail', () => {
    expect(rightsOf('TeamsInbound')).toContain('TeamsSecret');
    expect(rightsOf('TeamsInbound')).toContain('SignInSecret');
    expect(rightsOf('TeamsInbound')).not.toContain('SlackSecret');
    expect(rightsOf('TeamsInbound')).not.toContain('ses:');
    expect(rightsOf('SlackInbound')).not.toContain('TeamsSecret');
  });
});

describe('notices to Teams', () => {
  test('wait in a queue of their own, which the journal and the night fill', () => {
    expect(rightsOf('TeamsOutbound')).toContain('sqs:ReceiveMessage');
    for (const writer of ['Journal', 'Night']) {
      expect(rightsOf(writer)).toContain('TeamsOutboundJobs');
      expect(rightsOf(writer)).toContain('SlackOutboundJobs');
    }
  });

  test('bring photos to where uploads arrive, and see none', () => {
    expect(rightsOf('TeamsOutbound')).toContain('s3:PutObject');
    expect(rightsOf('TeamsOutbound')).not.toContain('s3:GetObject');
  });

  test('know no secret but that of Teams', () => {
    expect(rightsOf('TeamsOutbound')).toContain('TeamsSecret');
    expect(rightsOf('TeamsOutbound')).not.toContain('SignInSecret');
    expect(rightsOf('TeamsOutbound')).not.toContain('SlackSecret');
  });
});

test('the secret of Teams is made empty, and outlives the stack in production', () => {
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
