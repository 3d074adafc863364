import { Annotations, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * Warns that something imported needs statements which cannot be added from here.
 *
 * @param id id of the warning
 * @param noun whose policy it is
 * @internal
 */
export function warnOfMissingStatement(consumer: Construct, id: string, noun: string, ...statements: PolicyStatement[]): void {
  const text = JSON.stringify(Stack.of(consumer).resolve(statements.map(one => one.toStatementJson())));
  Annotations.of(consumer).addWarningV2(`cdk-order-processing-platform:${id}`,
    `The policy of the imported ${noun} cannot be changed from here; unless it has them already, add these statements to it: ${text}`);
}
