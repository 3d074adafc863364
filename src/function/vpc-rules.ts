import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { inSame, located } from '../validation/brought-resources';
import { unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';
import { Violation } from '../validation/violation';

/** Where the function runs. */
export interface VpcProps {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

const NO_PUBLIC_ADDRESS = 'in a public one a function has no public address';

/**
 * Rules of the VPC.
 *
 * @internal
 */
export const vpcRules: PropRules<VpcProps> = ({ vpc, vpcSubnets, securityGroups }, scope) => vpc ? [
  inSame('region', scope, 'vpc', located(vpc, vpc.vpcArn), 'a function runs in subnets of its own region'),
  vpcSubnets ? privateOnes(vpc, vpcSubnets) : unless(vpc.privateSubnets.length > 0 || vpc.isolatedSubnets.length > 0,
    'vpc', `must have private or isolated subnets: ${NO_PUBLIC_ADDRESS}`),
] : [
  unless(vpcSubnets === undefined, 'vpcSubnets', 'must come with `vpc`'),
  unless(securityGroups === undefined, 'securityGroups', 'must come with `vpc`'),
];

function privateOnes(vpc: IVpc, vpcSubnets: SubnetSelection): Violation | undefined {
  let selected: string[];
  try {
    selected = vpc.selectSubnets(vpcSubnets).subnetIds;
  } catch (error) {
    return { prop: 'vpcSubnets', rule: `must select subnets of \`vpc\` (${(error as Error).message})` };
  }
  const publicOnes = vpc.publicSubnets.filter(({ subnetId }) => selected.includes(subnetId));
  return unless(publicOnes.length === 0, 'vpcSubnets', `must be private or isolated subnets: ${NO_PUBLIC_ADDRESS}`,
    publicOnes.map(({ node }) => node.path).join(', '));
}
