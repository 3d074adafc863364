import { buildSync } from 'esbuild';

buildSync({
  entryPoints: ['lambda/place-order/index.ts'],
  outfile: 'assets/place-order/index.js',
  bundle: true,
  minify: true,
  sourcemap: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'info',
});
