import { RESOURCE_KINDS } from './resource-kinds';

/** A resource of a template. */
export interface TemplateResource {
  readonly type: string;
  readonly properties: Record<string, any>;
  /** Ids of the constructs that it is in, from the platform's on for what is part of it. */
  readonly path: readonly string[];
  /** Whether it is part of the platform: what that works with stands outside. */
  readonly inside: boolean;
}

/** A box of the picture. */
export interface Box {
  readonly service: string;
  readonly title: string;
  /** What the template says about it, a line each. */
  readonly facts: readonly string[];
  readonly inside: boolean;
  /** Whether the platform's own key encrypts it. */
  readonly encrypted: boolean;
  /** Type of the resource; nothing for people and their programs. */
  readonly type?: string;
}

/** An arrow between boxes, by their ids. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Everything that the picture shows; each word of it that can change comes from the template. */
export interface ArchitectureGraph {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly arrows: readonly Arrow[];
}

const SHOP: Box = { service: 'Browser or server', title: 'Shop', facts: ['JSON order', 'Idempotency-Key'], inside: false, encrypted: false };
const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/** Reads the picture off a template: its resources by logical id. */
export function architectureGraph(resources: ReadonlyMap<string, TemplateResource>): ArchitectureGraph {
  const all = [...resources];
  const ofType = (type: string) => all.filter(([, resource]) => resource.type === type).map(([, { properties }]) => properties);
  const refersTo = (part: unknown, id: string) => new RegExp(`{"Ref":"${id}"}|{"Fn::GetAtt":\\["${id}"`).test(JSON.stringify(part ?? null));

  const boxes = new Map<string, Box>([
    ['shop', SHOP],
    ...all.flatMap(([id, resource]): [string, Box][] => boxOf(resource, ofType('AWS::ApiGatewayV2::Route'), (part) =>
      all.some(([key, { type }]) => type === 'AWS::KMS::Key' && refersTo(part, key))).map((box) => [id, box])),
  ]);
  /** Ids of the boxes that a part of the template refers to: a role stands for the functions that have it, an alarm for all. */
  const referredBy = (part: unknown): string[] => all.filter(([id]) => refersTo(part, id)).flatMap(([id, { type }]) =>
    ALARM_TYPES.includes(type) ? 'alarms' : boxes.has(id) ? id : all.filter(([, { properties }]) => refersTo([properties.Role, properties.RoleArn], id)).map(([user]) => user));
  // A dimension that refers to no box is a name: of a rule, or of the platform, under which the business metrics stand.
  boxes.set('alarms', alarmsBox(ofType('AWS::CloudWatch::Alarm'), ({ Namespace, Dimensions }) =>
    boxes.get(referredBy(Dimensions)[0])?.title ?? (/^AWS\/(.+)$/.exec(Namespace)?.[1] ?? 'Business metrics')));

  const arrows = all.flatMap(([id, { type, properties }]) => RESOURCE_KINDS[type]?.arrows?.(properties, { Ref: id }) ?? [])
    .flatMap(({ from, to, label = '' }) => referredBy(from).flatMap((source) => referredBy(to).map((target) => ({ from: source, to: target, label }))));
  const orders = all.filter(([, { type }]) => type === 'AWS::ApiGatewayV2::Api').map(([to]) => ({ from: 'shop', to, label: 'HTTPS' }));
  return { boxes, arrows: merged([...orders, ...arrows].filter(({ from, to }) => from !== to)) };
}

/** One arrow from one box to another, with all that was said of it. */
function merged(arrows: Arrow[]): Arrow[] {
  const labels = new Map<string, Set<string>>();
  for (const { from, to, label } of arrows) labels.set(`${from} ${to}`, (labels.get(`${from} ${to}`) ?? new Set()).add(label));
  return [...labels].map(([ends, said]) => ({ from: ends.split(' ')[0], to: ends.split(' ')[1], label: [...said].filter(Boolean).join(', ') }));
}

function boxOf(
  { type, properties, path, inside }: TemplateResource, routes: readonly Record<string, any>[], isKey: (part: unknown) => boolean,
): Box[] {
  // What has no place of its own is shown all the same.
  const { service, facts } = RESOURCE_KINDS[type] ?? { service: type };
  if (!service) return [];
  if (type === 'AWS::SNS::Subscription') return [{ service: properties.Protocol, type, inside: false, title: 'On call', facts: [], encrypted: false }];
  const { KmsKeyId, KmsKeyArn, KmsMasterKeyId, KmsKeyIdentifier, SSESpecification } = properties;
  return [{
    service,
    type,
    inside,
    title: path.filter((id) => id !== 'Resource' && id !== 'Default').map(words).join(' · '),
    facts: [...type === 'AWS::ApiGatewayV2::Api' ? routes.map(({ RouteKey }) => RouteKey) : [], ...facts?.(properties) ?? []].filter((fact): fact is string => !!fact),
    // A function names a key in its environment too, which encrypts nothing.
    encrypted: isKey([KmsKeyId, KmsKeyArn, KmsMasterKeyId, KmsKeyIdentifier, SSESpecification]),
  }];
}

/** One box for all alarms, with the metrics beside the box that they come from. */
function alarmsBox(alarms: readonly Record<string, any>[], sourceOf: (metric: Record<string, any>) => string): Box {
  const metrics = new Map<string, Set<string>>();
  for (const alarm of alarms) {
    const calculated = (alarm.Metrics ?? []).flatMap(({ MetricStat }: any) => MetricStat ? [MetricStat.Metric] : []);
    const watched: Record<string, any>[] = alarm.MetricName ? [alarm] : calculated;
    for (const metric of watched) metrics.set(sourceOf(metric), (metrics.get(sourceOf(metric)) ?? new Set()).add(metric.MetricName));
  }
  return {
    service: 'CloudWatch',
    title: `${alarms.length} alarms`,
    inside: true,
    encrypted: false,
    facts: [...metrics].flatMap(([source, names]) => [`${source}:`, ...lines([...names])]),
  };
}

/** Two names a line. */
function lines(names: string[]): string[] {
  return names.length === 0 ? [] : [`  ${names.slice(0, 2).join(', ')}`, ...lines(names.slice(2))];
}

/** `OrderProcessingKMSKey` → Order processing KMS key */
function words(id: string): string {
  const split = id.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word, index) => index > 0 && /^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word);
  return split.join(' ');
}
