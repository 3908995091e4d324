import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { synthesise } from '../synthesise.ts';

const bucket = 'AWS::S3::Bucket';

test('the photos are private, enciphered, and never sent in clear', () => {
  const template = synthesise('prod');
  template.allResourcesProperties(bucket, {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: Match.anyValue(),
  });
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]),
    },
  });
});

test('what was uploaded and never taken in is gone after a day; what is shown stays', () => {
  synthesise('prod').hasResourceProperties(bucket, {
    LifecycleConfiguration: {
      Rules: [{ Prefix: 'incoming/', ExpirationInDays: 1, Status: 'Enabled' }],
    },
    VersioningConfiguration: Match.absent(),
  });
});

test('each upload is told to the function that takes photos in, and no other object is', () => {
  synthesise('prod').hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [{ Ref: Match.stringLikeRegexp('^PhotosBucket') }] },
        object: { key: [{ prefix: 'incoming/' }] },
      },
    },
    Targets: [
      {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PhotosFunction'), 'Arn'] },
        DeadLetterConfig: Match.anyValue(),
      },
    ],
  });
});

test('the template holds no function but ours', () => {
  const functions = Object.keys(synthesise('prod').findResources('AWS::Lambda::Function'));
  expect(functions.map((id) => id.replace(/Function.*/, '')).toSorted()).toEqual([
    'Journal',
    'Night',
    'Photos',
    'Site',
    'SlackInbound',
    'SlackOutbound',
    'TeamsInbound',
    'TeamsOutbound',
    'Webhooks',
    'WebhooksInbound',
  ]);
});

test('the pages may not read what was uploaded, nor write what is shown', () => {
  const policies = Object.entries(synthesise('prod').findResources('AWS::IAM::Policy'));
  const [, channel] = policies.find(([id]) => id.startsWith('Site')) ?? [];
  const allowed = channel?.['Properties'].PolicyDocument.Statement.filter(
    ({ Action }: { Action: string | string[] }) => JSON.stringify(Action).includes('s3:'),
  ).map(({ Action, Resource }: { Action: string; Resource: object }) => [
    Action,
    /"\/(\w+\/\*)"/.exec(JSON.stringify(Resource))?.[1],
  ]);
  expect(allowed).toEqual([
    ['s3:PutObject', 'incoming/*'],
    ['s3:GetObject', 'ready/*'],
  ]);
});
