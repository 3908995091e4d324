import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from '../templates.ts';

const night = (variables: object) => ({ Environment: { Variables: Match.objectLike(variables) } });

test.each(['local', 'test'] as const)('the stage %s sends mail to no real address', (stage) => {
  templateOf(stage).hasResourceProperties(
    'AWS::Lambda::Function',
    night({ MAIL_DOMAINS: 'example.org' }),
  );
});

test('a deployment without addresses is refused, and the template holds no real address', () => {
  const template = templateOf('prod');
  for (const parameter of ['MailFrom', 'EducationMailboxes', 'AlarmMailbox']) {
    template.hasParameter(parameter, { Default: Match.absent(), AllowedPattern: Match.anyValue() });
  }
  template.hasResourceProperties(
    'AWS::Lambda::Function',
    night({ EDUCATION_MAILBOXES: { Ref: 'EducationMailboxes' }, MAIL_FROM: { Ref: 'MailFrom' } }),
  );
});

test.each([
  ['nobody@casiers.example.org', true],
  ['one@example.org, two@example.org', true],
  ['one@example.org;two@example.org', false],
  ['', false],
  ['education', false],
])('as mailboxes of the service, « %s » is accepted: %s', (input, accepted) => {
  const { EducationMailboxes } = templateOf('prod').toJSON()['Parameters'];
  // CloudFormation wants the whole value to match.
  expect(new RegExp(`^(?:${EducationMailboxes.AllowedPattern})$`).test(input)).toBe(accepted);
});

test('the right to send mail is limited to one identity', () => {
  templateOf('prod').hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        {
          Effect: 'Allow',
          Action: ['ses:SendEmail', 'ses:SendRawEmail'],
          Resource: { 'Fn::Join': ['', Match.arrayWith([':identity/'])] },
        },
      ]),
    },
  });
});
