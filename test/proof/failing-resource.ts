import { PlatformAssembly, Template } from './platform-assembly';

/** The template with a resource that fails once everything else is done: a wait for a signal that nobody sends. */
export function withFailingResource({ template }: PlatformAssembly): Template {
  const failing = {
    SignalHandle: { Type: 'AWS::CloudFormation::WaitConditionHandle', Properties: {} },
    Signal: {
      Type: 'AWS::CloudFormation::WaitCondition',
      Properties: { Handle: { Ref: 'SignalHandle' }, Timeout: '1' },
      DependsOn: Object.keys(template.Resources),
    },
  };
  return { ...template, Resources: { ...template.Resources, ...failing } };
}
