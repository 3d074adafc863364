// Lambda waits for an ES module's top-level await before it counts init as done, not for work that a CommonJS module leaves running.
import { createRequire } from 'node:module';

const { handler, primed } = createRequire(import.meta.url)('./place-order.js');
await primed();

/** Lambda calls this for each `POST /orders`. */
export { handler };
