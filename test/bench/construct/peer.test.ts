import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { createConstructs } from '../../../bench/construct/apps/constructs-of-template';
import { synthesizedPlatform } from '../../support/synthesized-platform';

// What the benchmark compares is only fair if both make the same.
test('the peer makes the template of the platform', () => {
  const platform = synthesizedPlatform().template().toJSON();
  const stack = new Stack(new App(), 'Shop');
  createConstructs(stack, platform as Parameters<typeof createConstructs>[1]);

  expect(Template.fromStack(stack).toJSON()).toEqual(platform);
});

test('a resource whose construct is not known is named', () => {
  expect(() => createConstructs(new Stack(), { Resources: { Other: { Type: 'AWS::Other::Thing' } } })).toThrow('AWS::Other::Thing');
});
