import { expect, test } from 'vitest';
import { refuseUnknownTypes } from '../../../../../infra/local/aws/template/template.ts';
import { Halt } from '../../../../../infra/local/shared/data-folder.ts';

const of = (...types: string[]) => ({
  Resources: Object.fromEntries(
    types.map((Type, index) => [`Resource${index}`, { Type, Properties: {} }]),
  ),
  Parameters: {},
});

test('what nobody imitates here is named', () => {
  const template = of('AWS::IAM::Role', 'AWS::EC2::VPC', 'AWS::Pipes::Pipe', 'AWS::EC2::VPC');
  expect(() => refuseUnknownTypes(template)).toThrow(Halt);
  expect(() => refuseUnknownTypes(template)).toThrow('AWS::EC2::VPC, AWS::Pipes::Pipe');
});

test('what is imitated, or needs nothing here, passes', () => {
  refuseUnknownTypes(of('AWS::Lambda::Function', 'AWS::CloudWatch::Alarm'));
});
