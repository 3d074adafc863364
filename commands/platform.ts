import { AwsError, Aws } from './aws-cli';
import { CommandError } from './command-error';
import type { CommandLine } from './command-line';
import { OrderEvent } from '../src/handler-contract/order-event';

/** The delivery of one platform, as it is deployed. */
export interface Platform {
  /** `<projectName>-<environmentSuffix>` */
  readonly name: string;
  readonly busName: string;
  readonly busArn: string;
  readonly archive: Archive;
}

/** Where replays come from. */
export interface Archive {
  readonly ArchiveArn: string;
  /** The bus. */
  readonly EventSourceArn: string;
  readonly EventPattern?: string;
  readonly RetentionDays?: number;
  readonly CreationTime: string | number;
}

interface StackResources {
  readonly StackResourceSummaries: readonly { readonly ResourceType: string; readonly PhysicalResourceId?: string }[];
}

/**
 * The platform in a stack or its nested stacks. It is known by the archive of its bus.
 *
 * @throws CommandError if there is none, or several of which none was named
 */
export async function findPlatform(aws: Aws, { stack, platform }: Pick<CommandLine, 'stack' | 'platform'>): Promise<Platform> {
  const archives = await resourcesOf(aws, stack, 'AWS::Events::Archive');
  const platforms = (await Promise.all(archives.map((name) => platformOf(aws, name)))).filter((one) => one !== undefined);
  if (platforms.length === 0) throw new CommandError(`Stack ${stack} has no order bus: its platform has no consumers, or is in another stack.`);
  const names = platforms.map(({ name }) => name);
  const [found, ...others] = platforms.filter(({ name }) => platform === undefined || name === platform);
  if (!found) throw new CommandError(`Stack ${stack} has no platform ${platform}, but: ${names.join(', ')}`);
  if (others.length > 0) throw new CommandError(`Stack ${stack} has several platforms: name one by --platform: ${names.join(', ')}`);
  return found;
}

async function resourcesOf(aws: Aws, stack: string, type: string): Promise<string[]> {
  const { StackResourceSummaries: resources } = await stackResources(aws, stack);
  const ofType = (wanted: string) => resources.flatMap(({ ResourceType, PhysicalResourceId: id }) => (ResourceType === wanted && id ? [id] : []));
  const nested = await Promise.all(ofType('AWS::CloudFormation::Stack').map((one) => resourcesOf(aws, one, type)));
  return [...ofType(type), ...nested.flat()];
}

async function stackResources(aws: Aws, stack: string): Promise<StackResources> {
  try {
    return await aws('cloudformation', 'list-stack-resources', { StackName: stack });
  } catch (error) {
    if (!(error instanceof AwsError) || !/does not exist/.test(error.reason)) throw error;
    const { Stacks } = await aws<{ readonly Stacks: readonly { readonly StackName: string }[] }>('cloudformation', 'describe-stacks', {});
    const names = Stacks.map(({ StackName }) => StackName);
    throw new CommandError(`There is no stack ${stack} in this account and region${names.length > 0 ? `, but: ${names.join(', ')}` : ', nor any other'}`);
  }
}

/** Undefined for an archive of something else. */
async function platformOf(aws: Aws, archiveName: string): Promise<Platform | undefined> {
  const archive = await aws<Archive>('events', 'describe-archive', { ArchiveName: archiveName });
  const [source] = (JSON.parse(archive.EventPattern ?? '{}').source ?? []) as string[];
  if (!source?.startsWith(OrderEvent.SOURCE_PREFIX)) return undefined;
  return { name: source.slice(OrderEvent.SOURCE_PREFIX.length), busName: archive.EventSourceArn.split('/')[1], busArn: archive.EventSourceArn, archive };
}
