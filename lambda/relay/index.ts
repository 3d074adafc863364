import { createRelay } from './relay';
import { readRelaySettings } from './settings';

/** Lambda calls this with batches of the table's stream. */
export const handler = createRelay(readRelaySettings(process.env));
