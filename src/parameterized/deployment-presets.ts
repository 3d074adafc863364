import { CfnCondition, CfnMapping, CfnParameter, Fn, IResolvable, IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import { AlarmBase, CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { PresetProperty } from './preset-properties';
import { ENVIRONMENT_PRESETS } from '../presets/environment-preset';
import { OrderEnvironment } from '../presets/order-environment';

/**
 * The presets as a CloudFormation mapping: what an environment sets is looked up when the stack is created or updated.
 *
 * @internal
 */
export class DeploymentPresets {
  private readonly mapping: CfnMapping;
  private readonly notify: CfnCondition;

  /**
   * @param stack stack that gets the mapping
   * @param environment parameter that selects the preset
   */
  constructor(stack: Stack, private readonly environment: CfnParameter) {
    this.mapping = new CfnMapping(stack, 'EnvironmentPresets');
    const notifying = Object.values(OrderEnvironment).filter(one => ENVIRONMENT_PRESETS[one].notifyOnRecovery);
    this.notify = new CfnCondition(stack, 'NotifyOnRecovery', {
      expression: Fn.conditionOr(...notifying.map(one => Fn.conditionEquals(environment.valueAsString, one))),
    });
  }

  /** Replaces each property by its look-up. */
  public lookUp(properties: PresetProperty[]): void {
    for (const { resource, property, key, valueOf } of properties) resource.addOverride(property, this.valueOf(key, valueOf));
  }

  /** Makes the message of recovery depend on the environment; actions that are added to an alarm later stay. */
  public notifyOnRecovery(topic: ITopic, alarms: AlarmBase[]): void {
    for (const alarm of alarms) {
      const resource = alarm.node.defaultChild as CfnAlarm | CfnCompositeAlarm;
      resource.addPropertyOverride('OKActions', Lazy.uncachedAny({
        produce: (context: IResolveContext) => {
          const [, ...others] = context.resolve(resource.okActions);
          return Fn.conditionIf(this.notify.logicalId, [topic.topicArn, ...others], others.length > 0 ? others : Fn.ref('AWS::NoValue'));
        },
      }));
    }
  }

  private valueOf(key: string, valueOf: PresetProperty['valueOf']): IResolvable {
    for (const one of Object.values(OrderEnvironment)) this.mapping.setValue(one, key, String(valueOf(ENVIRONMENT_PRESETS[one], one)));
    return Fn.findInMap(this.mapping.logicalId, this.environment.valueAsString, key) as unknown as IResolvable;
  }
}
