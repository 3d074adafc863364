import { join } from 'node:path';
import { architectureGraph } from './architecture-graph';
import { architectureSvg } from './architecture-svg';
import { platformResources } from './platform-template';

/** The committed picture. */
export const ARCHITECTURE_PICTURE = join(__dirname, '..', '..', 'docs', 'images', 'architecture.svg');

/** The picture of a platform with default settings and one consumer, as the code is now. */
export async function drawnArchitecture(): Promise<string> {
  return architectureSvg(architectureGraph(platformResources()));
}
