import { Aws, IResource } from 'aws-cdk-lib';
import { IEventBus, RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, PrincipalWithConditions, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DeliveryBinding, DeliveryTarget } from './delivery-target';
import { acknowledgeInlinePolicy } from '../compliance/acknowledged-finding';
import { Verdict } from '../validation/validate-props';

/** @internal */
export class BusTarget implements DeliveryTarget {
  public readonly resource: IResource;

  constructor(private readonly eventBus: IEventBus) {
    this.resource = eventBus;
  }

  public rules(): readonly Verdict[] {
    return [];
  }

  public bind({ scope, ruleArn }: DeliveryBinding): RuleTargetConfig {
    const role = new Role(scope, 'DeliveryRole', {
      description: 'Carries new orders to the event bus of a consumer',
      assumedBy: new PrincipalWithConditions(new ServicePrincipal('events.amazonaws.com'), {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnEquals: { 'aws:SourceArn': ruleArn },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.eventBus.eventBusArn] }));
    acknowledgeInlinePolicy(role);
    // A bus passes the event on as it is, with the document as its detail.
    return { arn: this.eventBus.eventBusArn, role };
  }
}
