import { readCommandLine } from '../../commands/command-line';
import { readDeadLetter } from '../../commands/dead-letter';

const NOW = new Date('2026-11-26T12:00:00Z');
const read = (line: string) => readCommandLine(line.split(' ').filter((word) => word !== ''), NOW);

describe('command line', () => {
  test('a time range has its zone', () => {
    expect(read('replay --stack Shop --consumer Billing --from 2026-11-25T08:00+01:00 --to 2026-11-26T00:00:00.5Z')).toMatchObject({
      command: 'replay', range: { from: new Date('2026-11-25T07:00:00Z'), to: new Date('2026-11-26T00:00:00.5Z') }, dryRun: false,
    });
  });

  test.each(['--help', 'redrive --help'])('%s asks for help', (line) => {
    expect(read(line)).toBe('help');
  });

  test.each([
    ['', 'Name a command'],
    ['send --stack Shop --consumer Billing', 'There is no command send'],
    ['redrive again --stack Shop --consumer Billing', 'Unexpected argument: again'],
    ['redrive --consumer Billing', 'Give --stack'],
    ['redrive --stack Shop', 'Give --consumer'],
    ['redrive --stack Shop --consumer Billing --force', '--force'],
    ['redrive --stack Shop --consumer Billing --to 2026-11-26T00:00:00Z', 'knows no time range'],
    ['replay --stack Shop --consumer Billing --to 2026-11-26T00:00:00Z', 'Give --from'],
    ['replay --stack Shop --consumer Billing --from 2026-11-25 --to 2026-11-26T00:00:00Z', 'a time with its zone'],
    ['replay --stack Shop --consumer Billing --from 2026-13-25T00:00Z --to 2026-11-26T00:00Z', 'a time with its zone'],
    ['replay --stack Shop --consumer Billing --from 2026-11-26T00:00Z --to 2026-11-26T00:00Z', '--from must be before --to'],
    ['replay --stack Shop --consumer Billing --from 2026-11-26T00:00Z --to 2026-11-26T13:00Z', 'must not be in the future'],
  ])('`%s` is refused', (line, reason) => {
    expect(() => read(line)).toThrow(reason);
  });
});

describe('dead letter', () => {
  const document = { type: 'order-processing.order-placed.v1', id: '1', source: 'urn:order-processing:a-dev', data: {} };

  test.each([
    ['event of EventBridge', { detail: document, resources: ['urn:x'] }, ['urn:x']],
    ['failed invocation of Lambda', { requestPayload: document }, []],
  ])('%s', (_kind, message, resources) => {
    expect(readDeadLetter(JSON.stringify(message))).toEqual({ id: '1', source: document.source, resources, document });
  });

  test.each([
    '', '[]', 'null', '{}', '{"detail":[]}',
    JSON.stringify({ detail: { ...document, type: 'another' } }),
    JSON.stringify({ detail: { ...document, id: undefined } }),
    JSON.stringify({ detail: { ...document, source: 1 } }),
  ])('%s is no order event', (body) => {
    expect(readDeadLetter(body)).toBeUndefined();
  });
});
