import { MutationMisfit } from './mutation';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

interface EditedResource {
  readonly Type: string;
  Properties: Json;
  DeletionPolicy?: string;
}

/** A template under change. Whatever is asked for must be there: by type, name or action, never by logical id. */
export class TemplateEdit {
  constructor(public readonly template: { Resources: Record<string, EditedResource> }) {}

  /** Resources of a type; with those properties if told. */
  public resources(type: string, where: (properties: Json) => boolean = () => true): EditedResource[] {
    const found = Object.values(this.template.Resources).filter(({ Type, Properties = {} }) => Type === type && where(Properties));
    if (found.length === 0) throw new MutationMisfit(`there is no such ${type}`);
    return found;
  }

  /** Properties of the first resource of a type. */
  public properties(type: string, where?: (properties: Json) => boolean): Json {
    return this.resources(type, where)[0].Properties;
  }

  /** Properties of the alarm whose name ends so. */
  public alarm(name: string): Json {
    return this.properties('AWS::CloudWatch::Alarm', ({ AlarmName }) => String(AlarmName).endsWith(`-${name}`));
  }

  public logicalId(properties: Json): string {
    return Object.entries(this.template.Resources).find(([, resource]) => resource.Properties === properties)![0];
  }

  /** The statements of a kind of resource that name an action. */
  public statements(type: string, action: string, where: (statement: Json) => boolean = () => true): Json[] {
    const found = statementsIn(this.resources(type)).filter((statement) => [statement.Action].flat().includes(action) && where(statement));
    if (found.length === 0) throw new MutationMisfit(`no ${type} has such a statement of ${action}`);
    return found;
  }

  /** Replaces a text wherever it stands in a part of the template, which is changed. */
  public replaceIn(part: Json, text: string, replacement: string): void {
    const before = JSON.stringify(part);
    if (!before.includes(text)) throw new MutationMisfit(`${text} does not stand there`);
    Object.assign(part, JSON.parse(before.replaceAll(text, replacement)));
  }

  /** Gives a resource another logical id, as another place in the construct tree does. */
  public move(properties: Json): void {
    const logicalId = this.logicalId(properties);
    const moved = JSON.parse(JSON.stringify(this.template.Resources).replaceAll(`"${logicalId}"`, `"${logicalId}Moved"`));
    this.template.Resources = moved;
  }
}

function statementsIn(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  if (value.Effect && (value.Action || value.NotAction)) return [value];
  return Object.values(value).flatMap(statementsIn);
}
