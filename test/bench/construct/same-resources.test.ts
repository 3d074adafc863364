import { requireSameResources } from '../../../bench/construct/same-resources';

const key = (properties: object) => ({ Type: 'AWS::KMS::Key', Properties: properties });
const topic = { Type: 'AWS::SNS::Topic' };

test('logical ids and values may differ', () => {
  requireSameResources(
    { Resources: { A: key({ Description: 'one', EnableKeyRotation: true }), B: topic } },
    { Resources: { X: topic, Y: key({ EnableKeyRotation: false, Description: 'other' }) } },
  );
});

test('a missing resource is named', () => {
  expect(() => requireSameResources({ Resources: { A: topic, B: topic } }, { Resources: { A: topic } }))
    .toThrow('only in the first: AWS::SNS::Topic');
});

test('a property that only one sets is named', () => {
  expect(() => requireSameResources({ Resources: { A: key({}) } }, { Resources: { A: key({ Description: 'x' }) } }))
    .toThrow('only in the second: AWS::KMS::Key: Description');
});
