import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createSecrets,
  startSecretsEngine,
} from '../../../../../infra/local/aws/secrets/secrets.ts';
import {
  createReferences,
  createResolver,
} from '../../../../../infra/local/aws/template/references.ts';
import { createDataFolder } from '../../local-environment.ts';

const template = {
  Resources: {
    Seal: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
    },
  },
  Parameters: {},
};
const references = createReferences(template, {
  stackName: 'stack',
  region: 'eu-west-3',
  accountId: '000000000000',
  siteUrl: 'http://127.0.0.1:3000',
  queuesUrl: 'http://127.0.0.1:4000',
});
let folder: string;
const make = () =>
  createSecrets({
    template,
    references,
    resolve: createResolver(references),
    file: join(folder, 'secrets.json'),
  });

beforeAll(() => {
  folder = createDataFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a secret is made once, as long as asked, and kept from others on this machine', () => {
  const [secret = ''] = make().values();
  expect(secret).toMatch(/^[A-Za-z0-9]{64}$/);
  expect([...make().values()]).toEqual([secret]);
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('a function reads it by what the template refers to it with, and no other', async () => {
  const engine = await startSecretsEngine(make());
  const client = new SecretsManagerClient({
    endpoint: engine.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const read = (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));
  const { SecretString } = await read(references.ref('Seal'));
  expect(SecretString).toBe(make().get(references.ref('Seal')));
  await expect(read('arn:aws:secretsmanager:eu-west-3:000000000000:secret:other')).rejects.toThrow(
    expect.objectContaining({ name: 'ResourceNotFoundException' }),
  );
  await engine.close();
});
