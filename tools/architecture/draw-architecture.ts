import { writeFileSync } from 'node:fs';
import { ARCHITECTURE_PICTURE, drawnArchitecture } from './architecture-picture';

void drawnArchitecture().then((picture) => {
  writeFileSync(ARCHITECTURE_PICTURE, picture);
  console.log(`Drew ${ARCHITECTURE_PICTURE}`);
});
