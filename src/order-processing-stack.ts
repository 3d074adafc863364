import { CfnCondition, CfnMapping, CfnParameter, CfnResource, DefaultStackSynthesizer, Fn, IResolvable, Stack, StackProps, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Environment } from './environment';
import { EnvironmentPreset, ENVIRONMENT_PRESETS } from './environment-preset';
import { OrderProcessingPlatform } from './order-processing-platform';
import { PROJECT_NAME_PATTERN, ENVIRONMENT_SUFFIX_PATTERN } from './physical-names';
import { presetProperties } from './preset-properties';

/**
 * The platform as a stack whose settings are CloudFormation parameters, for those who deploy templates rather than CDK apps.
 * Its template has the four parameters `ProjectName`, `Environment`, `EnvironmentSuffix` and `AlertEmailAddress`; the environment's
 * preset is looked up in a mapping when the stack is created or updated.
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
      default: Environment.DEV,
      allowedValues: Object.values(Environment),
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

    this.platform = new OrderProcessingPlatform(this, 'Orders', {
      projectName: projectName.valueAsString,
      environmentSuffix: environmentSuffix.valueAsString,
      alertEmailAddress: alertEmailAddress.valueAsString,
    });
    this.resolvePresetAtDeployment(environment);
    // After the platform's own tag of the same key.
    Tags.of(this.platform).add('Environment', environment.valueAsString, { priority: 200 });
  }

  /** Replaces every property that the preset decides by a look-up in a mapping. */
  private resolvePresetAtDeployment(environment: CfnParameter): void {
    const mapping = new CfnMapping(this, 'EnvironmentPresets');
    const lookUp = (key: string, valueOf: (preset: EnvironmentPreset) => string | number | boolean): IResolvable => {
      for (const [name, preset] of Object.entries(ENVIRONMENT_PRESETS)) mapping.setValue(name, key, String(valueOf(preset)));
      return Fn.findInMap(mapping.logicalId, environment.valueAsString, key) as unknown as IResolvable;
    };
    for (const { resource, property, key, valueOf } of presetProperties(this.platform)) {
      resource.addOverride(property, lookUp(key, valueOf));
    }
    const notifying = Object.values(Environment).filter(one => ENVIRONMENT_PRESETS[one].notifyOnRecovery);
    const notify = new CfnCondition(this, 'NotifyOnRecovery', {
      expression: Fn.conditionOr(...notifying.map(one => Fn.conditionEquals(environment.valueAsString, one))),
    });
    for (const alarm of [...this.platform.alarms.all, this.platform.alarms.unhealthy!]) {
      const resource = alarm.node.defaultChild as CfnResource;
      resource.addPropertyOverride('OKActions', Fn.conditionIf(notify.logicalId, [this.platform.alarmTopic.topicArn], Fn.ref('AWS::NoValue')));
    }
    // Deletion policies are looked up as well, which CloudFormation does only with this transform.
    this.addTransform('AWS::LanguageExtensions');
  }
}
