import { CfnParameter, DefaultStackSynthesizer, Stack, StackProps, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeploymentPresets } from './deployment-presets';
import { consumptionPresetProperties, deliveryAlarms, deliveryPresetProperties, presetProperties } from './preset-properties';
import { OrderConsumer } from '../consumers/order-consumer';
import { OrderConsumerOptions, OrderConsumption } from '../consumers/order-consumer-options';
import { OrderDelivery } from '../consumers/order-delivery-options';
import { PROJECT_NAME_PATTERN, ENVIRONMENT_SUFFIX_PATTERN } from '../naming/physical-name-rules';
import { OrderProcessingPlatform } from '../order-processing-platform';
import { OrderProcessingPlatformProps } from '../order-processing-platform-props';
import { OrderEnvironment } from '../presets/order-environment';

/**
 * The platform as a stack whose settings are CloudFormation parameters, for those who deploy templates rather than CDK apps.
 * Its template has the four parameters `ProjectName`, `Environment`, `EnvironmentSuffix` and `AlertEmailAddress`; the environment's
 * preset is looked up in a mapping when the stack is created or updated.
 *
 * Unless `synthesizer` is given, it has one that leaves out CDK's rule on the bootstrap version, which would be a fifth parameter. The app's
 * `defaultStackSynthesizer` is therefore not used; to have it, give it as `synthesizer`.
 *
 * @example
 * new OrderProcessingStack(app, 'Orders');
 */
export class OrderProcessingStack extends Stack {
  /** The platform in the stack. */
  public readonly platform: OrderProcessingPlatform;

  /**
   * @param scope app or stage
   * @param id id of the stack
   * @param props stack properties
   */
  constructor(scope?: Construct, id?: string, props: StackProps = {}) {
    // The version rule would add a fifth parameter.
    super(scope, id, {
      ...props,
      synthesizer: props.synthesizer ?? new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
      analyticsReporting: props.analyticsReporting ?? false,
    });
    const projectName = new CfnParameter(this, 'ProjectName', {
      description: 'Base name for all resources',
      default: 'ecommerce-orders',
      allowedPattern: PROJECT_NAME_PATTERN.source,
      // With the suffix, the function's name must keep within 64 characters.
      maxLength: 30,
      constraintDescription: 'must start with a letter and hold only letters, digits and hyphens',
    });
    const environment = new CfnParameter(this, 'Environment', {
      description: 'Environment name (dev/staging/prod)',
      default: OrderEnvironment.DEV,
      allowedValues: Object.values(OrderEnvironment),
    });
    const environmentSuffix = new CfnParameter(this, 'EnvironmentSuffix', {
      description: 'Suffix for resource naming conflicts',
      default: 'dev',
      allowedPattern: ENVIRONMENT_SUFFIX_PATTERN.source,
      maxLength: 16,
      constraintDescription: 'must hold only letters, digits and hyphens, and start and end with a letter or digit',
    });
    const alertEmailAddress = new CfnParameter(this, 'AlertEmailAddress', {
      description: 'Email for alarm notifications',
      default: 'example@example.com',
      allowedPattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
      constraintDescription: 'must be an e-mail address',
    });

    const presets = new DeploymentPresets(this, environment);
    this.platform = new ParameterizedPlatform(this, 'Orders', presets, {
      projectName: projectName.valueAsString,
      environmentSuffix: environmentSuffix.valueAsString,
      alertEmailAddress: alertEmailAddress.valueAsString,
    });
    // After the platform's own tag of the same key.
    Tags.of(this.platform).add('Environment', environment.valueAsString, { priority: 200 });
    // Deletion policies are looked up as well, which CloudFormation does only with this transform.
    this.addTransform('AWS::LanguageExtensions');
  }
}

/** A platform whose environment is known at deployment only, also to the consumers that are added to it. */
class ParameterizedPlatform extends OrderProcessingPlatform {
  constructor(scope: Construct, id: string, private readonly presets: DeploymentPresets, props: OrderProcessingPlatformProps) {
    super(scope, id, props);
    presets.lookUp(presetProperties(this));
    presets.notifyOnRecovery(this.alarmTopic, [...this.alarms.all, this.alarms.unhealthy!]);
  }

  public override addOrderConsumer(id: string, consumer: OrderConsumer, options: OrderConsumerOptions = {}): OrderConsumption {
    const consumption = super.addOrderConsumer(id, consumer, options);
    this.presets.lookUp(consumptionPresetProperties(consumption, options));
    this.presets.notifyOnRecovery(this.alarmTopic, deliveryAlarms(consumption));
    return consumption;
  }

  /** @internal */
  protected override _createDelivery(): OrderDelivery {
    const delivery = super._createDelivery();
    this.presets.lookUp(deliveryPresetProperties(delivery));
    this.presets.notifyOnRecovery(this.alarmTopic, deliveryAlarms(delivery));
    return delivery;
  }
}
