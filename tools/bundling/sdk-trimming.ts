import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * Modules of the AWS SDK that no request of the shipped handlers runs in Lambda. In the bundle each export throws where it is called, so that
 * a new SDK which comes to need one fails the tests, never an order.
 */
const LEFT_OUT = [
  // Answers that are streams of events.
  '@smithy/core/dist-es/submodules/event-streams/index.js',
  // SHA-256 for where Node's own is missing.
  '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
  // `retryMode` is `standard`.
  '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
  // A region comes from the environment, not from an instance.
  '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
];

/** Modules that the client calls when it is made, with what is left of them in Lambda. */
const REPLACED: Readonly<Record<string, string>> = {
  // Lambda has no configuration files; settings come from the environment or have their default.
  '@smithy/core/dist-es/submodules/config/node-config-provider/configLoader.js': `
    export function loadConfig({ environmentVariableSelector, default: value }, options) {
      return async () => environmentVariableSelector(process.env, options) ?? (typeof value === 'function' ? value() : value);
    }`,
};

/** The same for modules that only one client has. */
const REPLACED_IN_DYNAMODB: Readonly<Record<string, string>> = {
  // No operation discovers its endpoint.
  '@aws-sdk/middleware-endpoint-discovery/dist-es/resolveEndpointDiscoveryConfig.js': 'export const resolveEndpointDiscoveryConfig = (input) => input;',
};

const EXPORTED = /^export (?:const|let|function|async function|class) ([\w$]+)|^export \{([^}]*)\}/gm;

/**
 * Leaves out of a bundle what of the AWS SDK can't run in Lambda.
 *
 * @throws at the end of the build if the SDK does not have one of the modules any more: then look at what took its place
 */
export function sdkTrimming(client: 'client-dynamodb' | 'client-eventbridge'): Plugin {
  const replaced = client === 'client-dynamodb' ? { ...REPLACED, ...REPLACED_IN_DYNAMODB } : REPLACED;
  return {
    name: 'sdk-trimming',
    setup({ onLoad, onEnd }) {
      const missing = new Set([...LEFT_OUT, ...Object.keys(replaced)]);
      onLoad({ filter: /\/node_modules\/@(smithy|aws-sdk)\/.*\.js$/ }, ({ path }) => {
        const module = path.slice(path.lastIndexOf('/node_modules/') + '/node_modules/'.length);
        const isLeftOut = LEFT_OUT.includes(module);
        if (!isLeftOut && !(module in replaced)) return undefined;
        missing.delete(module);
        return { contents: isLeftOut ? throwing(module, readFileSync(path, 'utf8')) : replaced[module] };
      });
      // Only the version is read, for the user agent.
      onLoad({ filter: /\/node_modules\/@aws-sdk\/client-[a-z]+\/package\.json$/ }, ({ path }) => {
        const { version } = JSON.parse(readFileSync(path, 'utf8'));
        return { contents: JSON.stringify({ version }), loader: 'json' };
      });
      onEnd(() => ({ errors: [...missing].map((module) => ({ text: `The AWS SDK has no module ${module} any more, which the bundle leaves out` })) }));
    },
  };
}

/** A module with the same exports, each of which can be extended and passed on, but not called. */
function throwing(module: string, source: string): string {
  const names = [...source.matchAll(EXPORTED)].flatMap(([, declared, list]) => (
    declared ? [declared] : list.split(',').map((entry) => entry.trim().split(/\s+as\s+/).pop()!).filter(Boolean)
  ));
  return [
    `function LeftOut() { throw new Error(${JSON.stringify(`${module} is left out of this bundle`)}); }`,
    `export { ${names.map((name) => `LeftOut as ${name}`).join(', ')} };`,
  ].join('\n');
}
