import { CfnParameter, CfnRule, Fn, type Stack } from 'aws-cdk-lib';

/** Makes CloudFormation refuse the stack: its counter is open to anybody. It is for `npm start` only. */
export function refuseDeployment(stack: Stack): void {
  // A rule can only assert something about a parameter.
  const mayBeDeployed = new CfnParameter(stack, 'MayBeDeployed', {
    default: 'no',
    allowedValues: ['no'],
  });
  new CfnRule(stack, 'NeverDeployed', {
    assertions: [
      {
        assert: Fn.conditionEquals(mayBeDeployed, 'yes'),
        assertDescription:
          'Cette pile est celle du monde local : son guichet est ouvert à tous, elle ne se déploie pas.',
      },
    ],
  });
}
