import { Match } from 'aws-cdk-lib/assertions';
import { expectTypeOf, test } from 'vitest';
import type { EnvironmentOf } from '../../../functions/lambdas/wiring/config.ts';
import type { ServiceFunctionProps } from '../../../infra/constructs/service-function.ts';
import { templateOf } from '../templates.ts';

test('every function runs Node 24, with a log group of its own that expires', () => {
  const template = templateOf('prod');
  template.allResourcesProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    LoggingConfig: { LogGroup: Match.anyValue() },
  });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
});

test('variables of the caller are kept beside those of the construct', () => {
  templateOf('prod').hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 1024,
    Timeout: 300,
    Environment: {
      Variables: Match.objectLike({ NODE_OPTIONS: '--enable-source-maps', LOT_SIZE: '48' }),
    },
  });
});

test('a missing or an unknown variable does not compile, nor does a function without errorImpact', () => {
  const web = {
    STAGE: 'local',
    TABLE_NAME: 'table',
    DEPARTEMENT: '047',
    TIME_ZONE: 'Europe/Paris',
    DEPARTEMENT_NAME: 'Lot-et-Garonne',
    SERVICE_NAME: 'service',
    SERVICE_MAIL: 'service@example.org',
    SIGN_IN_SECRET_ID: 'secret',
    SITE_URL: 'https://casiers.example.org',
    PHOTO_BUCKET: 'photos',
    LOT_SIZE: '48',
    DELIVERY: '{}',
    LEGAL: '{}',
    OIDC: 'null',
    WEBHOOK_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/000000000000/webhooks',
    WEBHOOK_SECRET_ID: 'webhooks',
    WEBHOOK_SCHEMES: 'https',
    WEBHOOK_PORTS: '443',
  };
  const { SERVICE_MAIL, ...missing } = web;
  web satisfies EnvironmentOf<'web'>;
  // @ts-expect-error SERVICE_MAIL is missing
  missing satisfies EnvironmentOf<'web'>;
  // @ts-expect-error the pages write to nobody
  ({ ...web, SERVICE_MAIL, MAIL_FROM: 'a@example.org' }) satisfies EnvironmentOf<'web'>;
  expectTypeOf<ServiceFunctionProps<'web'>>().toHaveProperty('errorImpact').toEqualTypeOf<string>();
});
