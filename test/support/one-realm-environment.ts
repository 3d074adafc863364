import { TestEnvironment } from 'jest-environment-node';

/**
 * Node's own errors, as in Lambda: in Jest's sandbox a connection's error is no `instanceof Error`, and the SDK wraps it beyond recognition.
 */
class OneRealmEnvironment extends TestEnvironment {
  async setup(): Promise<void> {
    await super.setup();
    this.global.Error = Error;
  }
}

/** In `npm run mutation`, with what tells Stryker which test runs. */
function forStryker(environment: typeof TestEnvironment): typeof TestEnvironment {
  if (process.env.STRYKER_MUTATOR_WORKER === undefined) return environment;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- takes long, and nobody else needs it
  const { mixinJestEnvironment } = require('@stryker-mutator/jest-runner');
  return mixinJestEnvironment(environment);
}

export default forStryker(OneRealmEnvironment);
