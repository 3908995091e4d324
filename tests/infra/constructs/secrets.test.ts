import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

const secret = 'AWS::SecretsManager::Secret';

test('the secret of sign-in is made by AWS, long, and written nowhere', () => {
  synthesise('prod').hasResourceProperties(secret, {
    GenerateSecretString: { PasswordLength: 64 },
    SecretString: Match.absent(),
  });
});

test('in production it outlives the stack, as the sessions that it seals', () => {
  synthesise('prod').hasResource(secret, { DeletionPolicy: 'Retain' });
});

test('the pages, the bots and the mails may read it, the night may not', () => {
  const policies = Object.entries(synthesise('prod').findResources('AWS::IAM::Policy'));
  const readers = policies
    .filter(([, policy]) => JSON.stringify(policy).includes('"SignInSecret'))
    .map(([id]) => id.replace(/Function.*/, ''));
  expect(readers).toEqual(['Site', 'SlackInbound', 'TeamsInbound', 'Journal']);
});
