import { RemovalPolicy } from 'aws-cdk-lib';
import { orderApiRules } from './api/order-api-rules';
import { orderDeliveryRules } from './consumers/order-delivery-rules';
import { encryptionKeyRules } from './encryption/encryption-key-rules';
import { orderFunctionRules } from './function/order-function-rules';
import { vpcRules } from './function/vpc-rules';
import { alarmTopicRules } from './monitoring/alarm-topic-rules';
import { orderAlarmRules } from './monitoring/order-alarm-rules';
import { physicalNameRules } from './naming/physical-name-rules';
import { footprintRules } from './naming/platform-footprint';
import { OrderProcessingPlatformProps } from './order-processing-platform-props';
import { OrderEnvironment } from './presets/order-environment';
import { ordersTableRules } from './table/orders-table-rules';
import { unless } from './validation/prop-rules';
import { PropRules } from './validation/validate-props';

/** Props of which those have their defaults that names and preset come from. */
export type NamedPlatformProps = OrderProcessingPlatformProps &
Required<Pick<OrderProcessingPlatformProps, 'projectName' | 'environment' | 'environmentSuffix' | 'outputPrefix'>>;

const REMOVAL_POLICIES = [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE];

/** What concerns all resources, or none. */
const platformRules: PropRules<NamedPlatformProps> = ({ environment, removalPolicy, outputPrefix }) => [
  unless(Object.values(OrderEnvironment).includes(environment), 'environment',
    `must be one of ${Object.values(OrderEnvironment).join(', ')}, and known at synthesis; \`OrderProcessingStack\` has it as a CloudFormation parameter`,
    environment),
  unless(removalPolicy === undefined || REMOVAL_POLICIES.includes(removalPolicy), 'removalPolicy',
    'must be DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, and known at synthesis: no resource of the platform can be kept as a snapshot', removalPolicy),
  unless(outputPrefix === '' || /^[A-Za-z][A-Za-z0-9]{0,99}$/.test(outputPrefix), 'outputPrefix',
    'must be 1 to 100 letters and digits, starting with a letter, and known at synthesis', outputPrefix),
];

/**
 * The rules of all rooms, in the order in which their violations are told.
 *
 * @internal
 */
export const PLATFORM_RULES: readonly PropRules<NamedPlatformProps>[] = [
  platformRules,
  physicalNameRules,
  footprintRules,
  encryptionKeyRules,
  ordersTableRules,
  orderFunctionRules,
  vpcRules,
  orderApiRules,
  orderDeliveryRules,
  alarmTopicRules,
  orderAlarmRules,
];
