import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HANDLER_FILE, TEMPLATE_FILE, writeTemplate } from '../../../tools/template/cloudformation-template';

const directory = mkdtempSync(join(tmpdir(), 'template-'));
const [templateFile, handlerFile] = writeTemplate(directory);
const text = readFileSync(templateFile, 'utf8');
const template = JSON.parse(text);

afterAll(() => rmSync(directory, { recursive: true }));

test('the template needs nothing of CDK to be deployed', () => {
  expect(text).not.toMatch(/cdk|aws:asset|BootstrapVersion/i);
  expect(Object.keys(template).sort()).toEqual(
    ['AWSTemplateFormatVersion', 'Conditions', 'Description', 'Mappings', 'Outputs', 'Parameters', 'Resources', 'Transform']);
});

test('has the four parameters only', () => {
  expect(Object.keys(template.Parameters).sort()).toEqual(['AlertEmailAddress', 'Environment', 'EnvironmentSuffix', 'ProjectName']);
});

test('gives no IAM resource a name, so that CAPABILITY_IAM is enough', () => {
  const iam = Object.values<any>(template.Resources).filter(({ Type }) => Type.startsWith('AWS::IAM::'));
  expect(iam.map(({ Type }) => Type).sort()).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Role']);
  for (const { Properties } of iam) expect(Properties).not.toHaveProperty('RoleName');
});

test('the function\'s code is the archive beside it', () => {
  const functions = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  expect(functions.map(({ Properties }) => Properties.Code)).toEqual([`./${HANDLER_FILE}`]);
  expect(readdirSync(directory).sort()).toEqual([TEMPLATE_FILE, HANDLER_FILE].sort());
});

test('the archive holds the bundled handler, as Python\'s zip reader sees it', () => {
  const read = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print("\\n".join(z.namelist()))';
  const names = execFileSync('python3', ['-c', read, handlerFile], { encoding: 'utf8' }).trim().split('\n');
  expect(names).toEqual(readdirSync(join(__dirname, '..', '..', '..', 'assets', 'place-order')).sort());
  expect(names).toContain('index.mjs');
});

test('the same source makes the same files', () => {
  const again = mkdtempSync(join(tmpdir(), 'template-'));
  for (const [index, file] of writeTemplate(again).entries()) {
    expect(readFileSync(file).equals(readFileSync([templateFile, handlerFile][index]))).toBe(true);
  }
  rmSync(again, { recursive: true });
});

test('fits into a request of CloudFormation when it is packaged without white space, and into S3 in any case', () => {
  expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(51_200);
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
});
