import { join } from 'node:path';
import { architectureOf } from './architecture-model';
import { architectureSvg } from './architecture-svg';
import { PlatformTemplate } from './platform-template';

/** The committed picture. */
export const ARCHITECTURE_PICTURE = join(__dirname, '..', 'images', 'architecture.svg');

/** The picture of a platform with default settings, as the code is now. */
export function drawnArchitecture(): string {
  return architectureSvg(architectureOf(PlatformTemplate.of()));
}
