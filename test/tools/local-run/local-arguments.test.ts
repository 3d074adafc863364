import { parseLocalArguments } from '../../../tools/local-run/local-arguments';
import { ArgumentError } from '../../../tools/processes/script';

test('no arguments: serve on a free port', () => {
  expect(parseLocalArguments([])).toEqual({ once: false, port: undefined, help: false });
});

test('all arguments', () => {
  expect(parseLocalArguments(['--once', '--port', '4566', '--help'])).toEqual({ once: true, port: 4566, help: true });
});

test.each(['0', '65536', '80.5', '1e3', '-1', 'http', ''])('--port=%s is refused by name', (port) => {
  const parse = () => parseLocalArguments([`--port=${port}`]);
  expect(parse).toThrow(ArgumentError);
  expect(parse).toThrow(`--port must be a number from 1 to 65535, got: ${port}`);
});

test.each([
  [['--onse'], "Unknown option '--onse'"],
  [['once'], "Unexpected argument 'once'"],
  [['--port'], "Option '--port <value>' argument missing"],
  [['--once=yes'], "Option '--once' does not take an argument"],
])('%j is refused with one sentence', (args, message) => {
  expect(() => parseLocalArguments(args)).toThrow(new ArgumentError(message));
});
