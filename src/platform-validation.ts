import { Annotations, RemovalPolicy, Stack, Stage, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct } from 'constructs';
import { OrderProcessingPlatformProps } from './order-processing-platform-props';
import { OrderEnvironment } from './presets/order-environment';
import { invalidProp, refuseBoth, requireMember, requirePattern } from './validation/prop-validation';

/** The seed's default address, which nobody reads. */
export const PLACEHOLDER_EMAIL = 'example@example.com';

const REMOVAL_POLICIES = [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE];

/**
 * Checks what concerns several resources or none; each resource checks its own options.
 *
 * @internal
 */
export function validateProps(scope: Construct, props: OrderProcessingPlatformProps): void {
  const { environment, alertEmailAddress, outputPrefix, functionOptions = {}, apiOptions = {}, alarmOptions: { emailNotifications } = {} } = props;
  if (environment !== undefined && !Object.values(OrderEnvironment).includes(environment)) {
    throw invalidProp(scope, 'environment', `must be one of ${Object.values(OrderEnvironment).join(', ')}, and known at synthesis; ` +
      '`OrderProcessingStack` has it as a CloudFormation parameter', environment);
  }
  if (props.removalPolicy !== undefined && !REMOVAL_POLICIES.includes(props.removalPolicy)) {
    throw invalidProp(scope, 'removalPolicy', 'must be DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, and known at synthesis: ' +
      'no resource of the platform can be kept as a snapshot', props.removalPolicy);
  }
  if (alertEmailAddress !== undefined) {
    requirePattern(scope, 'alertEmailAddress', alertEmailAddress, /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address');
  }
  if (outputPrefix !== undefined && !/^[A-Za-z][A-Za-z0-9]{0,99}$/.test(outputPrefix)) {
    throw invalidProp(scope, 'outputPrefix', 'must be 1 to 100 letters and digits, starting with a letter, and known at synthesis', outputPrefix);
  }
  requireMember(scope, 'functionOptions.logRetention', functionOptions.logRetention, RetentionDays);
  requireMember(scope, 'apiOptions.accessLogRetention', apiOptions.accessLogRetention, RetentionDays);
  refuseBoth(scope, 'ordersTable', props.ordersTable, 'tableOptions', props.tableOptions, 'a table of your own keeps its settings');
  refuseBoth(scope, 'functionLogGroup', props.functionLogGroup, 'functionOptions.logRetention', functionOptions.logRetention,
    'a log group of your own keeps its retention');
  refuseBoth(scope, 'apiLogGroup', props.apiLogGroup, 'apiOptions.accessLogRetention', apiOptions.accessLogRetention,
    'a log group of your own keeps its retention');
  refuseBoth(scope, 'alarmTopic', props.alarmTopic, 'alertEmailAddress', alertEmailAddress, 'subscribe the address to your topic');
  refuseBoth(scope, 'alarmTopic', props.alarmTopic, 'alarmOptions.emailNotifications', emailNotifications, 'a topic of your own keeps its subscriptions');
  if (emailNotifications === false) {
    refuseBoth(scope, 'alarmOptions.emailNotifications', false, 'alertEmailAddress', alertEmailAddress,
      'no e-mail is sent when `emailNotifications` is false');
  }
  if (!props.vpc) {
    for (const prop of ['vpcSubnets', 'securityGroups'] as const) {
      if (props[prop] !== undefined) throw invalidProp(scope, prop, 'must come with `vpc`');
    }
  }
  if (!props.alarmTopic && emailNotifications !== false && (alertEmailAddress ?? PLACEHOLDER_EMAIL) === PLACEHOLDER_EMAIL) {
    Annotations.of(scope).addWarningV2('cdk-order-processing-platform:alertEmailAddress',
      `Nobody will receive alarms: set \`alertEmailAddress\` (it is the placeholder ${PLACEHOLDER_EMAIL}), or \`alarmOptions.emailNotifications\` to false`);
  }
}

interface Footprint {
  readonly construct: IConstruct;
  readonly stack: Stack;
  readonly names: string;
  readonly outputPrefix: string;
}

const footprints = new WeakMap<IConstruct, Footprint[]>();

/**
 * Refuses a second platform whose names or outputs would collide with those of a first one in the same app.
 *
 * @internal
 */
export function validateUniqueness(scope: Construct, prefix: string, outputPrefix: string): void {
  const stack = Stack.of(scope);
  const others = footprints.get(scope.node.root) ?? [];
  const mine: Footprint = { construct: scope, stack, names: `${placeOf(stack)}/${prefix}`, outputPrefix };
  for (const other of others) {
    if (!Token.isUnresolved(prefix) && other.names === mine.names) {
      throw invalidProp(scope, 'environmentSuffix', `must differ from that of '${other.construct.node.path}', or \`projectName\` must: ` +
        `both would give their resources the same names${apartAdvice(stack)}`, prefix);
    }
    if (other.stack === stack && other.outputPrefix === outputPrefix) {
      throw invalidProp(scope, 'outputPrefix', `must differ from that of '${other.construct.node.path}': both are in one stack and would ` +
        'give their outputs and exports the same names', outputPrefix);
    }
  }
  footprints.set(scope.node.root, [...others, mine]);
}

/** Account and region; where they are not known yet, also the stage, since stages are deployed to different ones. */
function placeOf(stack: Stack): string {
  const place = `${stack.account}/${stack.region}`;
  return isPlaceKnown(stack) ? place : `${Stage.of(stack)?.node.path}/${place}`;
}

/** Stacks without `env` may be meant for different places, which nobody can see from here. */
function apartAdvice(stack: Stack): string {
  return isPlaceKnown(stack) ? '' : '; platforms for different accounts or regions are told apart by the `env` of their stacks, or by a Stage for each';
}

function isPlaceKnown(stack: Stack): boolean {
  return !Token.isUnresolved(stack.account) && !Token.isUnresolved(stack.region);
}
