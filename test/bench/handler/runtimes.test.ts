import { lambdaNodeOr } from '../../../bench/handler/runtimes';

const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});

afterEach(() => warn.mockClear());

test('the Node.js of the Lambda runtime is used where it is installed', () => {
  expect(lambdaNodeOr('current', process.execPath, 'true')).toBe(process.execPath);
  expect(warn).not.toHaveBeenCalled();
});

test('another Node.js is used with a warning', () => {
  expect(lambdaNodeOr('current', '/nowhere', '')).toBe('current');
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(process.version));
});

test('another Node.js is refused in continuous integration', () => {
  expect(() => lambdaNodeOr('current', '/nowhere', 'true')).toThrow('npm has no Node.js of the Lambda runtime');
});
