import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Contents of a file; the link to the packages, which a checkout has in itself, shows in the maps' names of their files. */
function content(path: string): string {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.map') ? text.replace(/"(?:\.\.\/)+[^"]*?node_modules\//g, '"../../node_modules/') : text;
}

/** Contents of all files below a folder by their paths in it. */
function files(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true }).map(String).filter((path) => statSync(join(folder, path)).isFile()).sort();
  return Object.fromEntries(paths.map((path) => [path, content(join(folder, path))]));
}

test('the same sources give the same bytes, wherever they are built: handler, maps, schema compiler, licences', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reproducible-build-'));
  const checkout = join(folder, 'another', 'place');
  try {
    mkdirSync(checkout, { recursive: true });
    for (const source of ['lambda', 'commands', 'src', 'tools', 'package.json', 'tsconfig.json']) cpSync(source, join(checkout, source), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(checkout, 'node_modules'));
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/bundling/bundle.ts'], { cwd: checkout });
    const [shipped, again] = [files('assets'), files(join(checkout, 'assets'))];

    expect(Object.keys(again)).toEqual(Object.keys(shipped));
    expect(Object.keys(again)).toEqual(expect.arrayContaining(['THIRD-PARTY-LICENSES', 'order-schema-compiler/index.js', 'place-order/place-order.js.map']));
    expect(Object.keys(again).filter((path) => again[path] !== shipped[path])).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
