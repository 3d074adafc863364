import { TestEnvironment } from 'jest-environment-node';

/**
 * Node's own errors, as in Lambda: in Jest's sandbox a connection's error is no `instanceof Error`, and the SDK wraps it beyond recognition.
 */
export default class OneRealmEnvironment extends TestEnvironment {
  async setup(): Promise<void> {
    await super.setup();
    this.global.Error = Error;
  }
}
