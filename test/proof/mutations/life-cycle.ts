import { Mutation } from './mutation';
import { TemplateEdit } from './template-edit';

const TABLE = 'AWS::DynamoDB::Table';

function retainLogGroups(template: TemplateEdit): void {
  for (const logGroup of template.resources('AWS::Logs::LogGroup')) logGroup.DeletionPolicy = 'Retain';
}

function retainNothing({ template: { Resources } }: TemplateEdit): void {
  for (const resource of Object.values(Resources)) if (resource.DeletionPolicy) resource.DeletionPolicy = 'Delete';
}

export const LIFE_CYCLE_MUTATIONS: Mutation[] = [
  {
    row: 'life-cycle/create',
    broken: 'the function is told another table',
    template: (template) => { template.properties('AWS::Lambda::Function').Environment.Variables.TABLE_NAME = 'another'; },
  },
  {
    row: 'life-cycle/no-op',
    broken: 'each synthesis holds something new',
    template: (template) => { template.properties('AWS::Lambda::Function').Description = `Stores orders since ${process.hrtime.bigint()}`; },
  },
  {
    row: 'life-cycle/adjust',
    broken: 'a prop renames the table',
    template: (template) => {
      const table = template.properties(TABLE);
      if (table.DeletionProtectionEnabled === true) table.TableName += '-protected';
    },
  },
  {
    row: 'life-cycle/adjust',
    broken: 'prod has a key of its own',
    template: (template) => {
      const [key] = template.resources('AWS::KMS::Key');
      if (key.DeletionPolicy === 'Retain') template.move(key.Properties);
    },
  },
  {
    row: 'life-cycle/bring-key',
    broken: 'the table is named after its key',
    template: (template) => {
      const table = template.properties(TABLE);
      table.TableName += `-${table.SSESpecification.KMSMasterKeyId['Fn::GetAtt'][0]}`;
    },
  },
  { row: 'life-cycle/rollback-update', broken: 'CloudFormation is told not to roll back', disableRollback: true },
  { row: 'life-cycle/rollback-create', broken: 'log groups are retained in dev', template: retainLogGroups },
  { row: 'life-cycle/rollback-create-prod', broken: 'prod deletes', template: retainNothing },
  { row: 'life-cycle/destroy-dev', broken: 'log groups are retained in dev', template: retainLogGroups },
  { row: 'life-cycle/destroy-prod', broken: 'prod deletes', template: retainNothing },
  {
    row: 'life-cycle/destroy-prod',
    broken: 'prod does not protect the table',
    template: (template) => { template.properties(TABLE).DeletionProtectionEnabled = false; },
  },
];
