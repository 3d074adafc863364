import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costDocument } from '../../../bench/cost/document';
import { handlerFigures } from '../../../bench/handler-figures';

// Seconds of computing, many more on a busy machine.
jest.setTimeout(600_000);

test('docs/cost.md is what `npm run cost` writes', () => {
  expect(costDocument(handlerFigures())).toBe(readFileSync(join(__dirname, '../../../docs/cost.md'), 'utf8'));
});
