import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

const bucket = 'AWS::S3::Bucket';

test('the photo bucket is private, encrypted, and refuses plain HTTP', () => {
  const template = templateOf('prod');
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

test('an upload that was not processed expires after a day; processed photos do not expire', () => {
  templateOf('prod').hasResourceProperties(bucket, {
    LifecycleConfiguration: {
      Rules: [{ Prefix: 'incoming/', ExpirationInDays: 1, Status: 'Enabled' }],
    },
    VersioningConfiguration: Match.absent(),
  });
});

test('each upload invokes the photo function, and no other object does', () => {
  templateOf('prod').hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [{ Ref: Match.stringLikeRegexp('^PhotoUploadsBucket') }] },
        object: { key: [{ prefix: 'incoming/' }] },
      },
    },
    Targets: [
      {
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PhotoUploadsFunction'), 'Arn'] },
        DeadLetterConfig: Match.anyValue(),
      },
    ],
  });
});

test('the template holds the twelve functions and none of CDK', () => {
  const functions = Object.keys(templateOf('prod').findResources('AWS::Lambda::Function'));
  expect(functions.map((id) => id.replace(/Function.*/, '')).toSorted()).toEqual([
    'MailOutbound',
    'NightlyDigest',
    'PhotoUploads',
    'SignInCodes',
    'Site',
    'SlackInbound',
    'SlackOutbound',
    'TableStream',
    'TeamsInbound',
    'TeamsOutbound',
    'WebhooksInbound',
    'WebhooksOutbound',
  ]);
});

test('the web function cannot read uploads, nor write processed photos', () => {
  const policies = Object.entries(templateOf('prod').findResources('AWS::IAM::Policy'));
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
