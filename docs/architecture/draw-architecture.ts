import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ARCHITECTURE_PICTURE, drawnArchitecture } from './architecture-picture';

mkdirSync(dirname(ARCHITECTURE_PICTURE), { recursive: true });
writeFileSync(ARCHITECTURE_PICTURE, drawnArchitecture());
console.log(`Drew ${ARCHITECTURE_PICTURE}`);
