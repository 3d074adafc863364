import { readEnvironment } from '../../../lambda/place-order/environment/environment';

const VARIABLES = { TABLE_NAME: 'orders', PLATFORM_NAME: 'shop-dev' };

test('has defaults for what the construct may leave out', () => {
  expect(readEnvironment(VARIABLES)).toEqual({ tableName: 'orders', platformName: 'shop-dev', logLevel: 'INFO', requireIdempotencyKey: false, priming: true });
});

test('takes what is given', () => {
  expect(readEnvironment({ ...VARIABLES, LOG_LEVEL: 'debug', REQUIRE_IDEMPOTENCY_KEY: 'true', PRIMING: 'false', BASE_PATH: '/v1' }))
    .toMatchObject({ logLevel: 'DEBUG', requireIdempotencyKey: true, priming: false, basePath: '/v1' });
});

test.each(['TABLE_NAME', 'PLATFORM_NAME'])('fails at the start without %s', (name) => {
  expect(() => readEnvironment({ ...VARIABLES, [name]: '' })).toThrow(`Environment variable ${name} must be set`);
});

test('fails at the start on a log level that is none', () => {
  expect(() => readEnvironment({ ...VARIABLES, LOG_LEVEL: 'chatty' })).toThrow('LOG_LEVEL must be one of DEBUG, INFO, WARN, ERROR, got: chatty');
});
