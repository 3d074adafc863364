import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultStackSynthesizer, FileAssetLocation, FileAssetSource, FileSystem, ISynthesisSession, Stage } from 'aws-cdk-lib';
import { BundleMutation, Mutation, MutationMisfit } from './mutation';
import { TemplateEdit } from './template-edit';

const ASSETS = join(__dirname, '..', '..', '..', 'assets');
const UNBROKEN = 'unbroken.js';

/** Synthesizes a stack as usual, but for what a mutation breaks in its template and in the bundles of its functions. */
export class BrokenSynthesizer extends DefaultStackSynthesizer {
  constructor(private readonly mutation: Mutation) {
    super();
  }

  public override addFileAsset(asset: FileAssetSource): FileAssetLocation {
    const { bundle } = this.mutation;
    const directory = Stage.of(this.boundStack)!.assetOutdir;
    if (bundle === undefined || !isBundle(join(directory, asset.fileName!), bundle)) return super.addFileAsset(asset);
    const fileName = `${asset.fileName}.broken`;
    breakBundle(join(directory, asset.fileName!), bundle, join(directory, fileName));
    return super.addFileAsset({ ...asset, fileName, sourceHash: FileSystem.fingerprint(join(directory, fileName)) });
  }

  protected override synthesizeTemplate(session: ISynthesisSession, lookupRoleArn?: string): FileAssetSource {
    const source = super.synthesizeTemplate(session, lookupRoleArn);
    const file = join(session.assembly.outdir, this.boundStack.templateFile);
    const edit = new TemplateEdit(JSON.parse(readFileSync(file, 'utf8')));
    this.mutation.template?.(edit);
    const text = JSON.stringify(edit.template);
    writeFileSync(file, text);
    return { ...source, sourceHash: createHash('sha256').update(text).digest('hex') };
  }
}

function isBundle(directory: string, { name }: BundleMutation): boolean {
  try {
    const entry = entryOf(name);
    return readFileSync(join(directory, entry)).equals(readFileSync(join(ASSETS, name, entry)));
  } catch {
    return false;
  }
}

/** The CommonJS file of a bundle; where init awaits something, an ES module beside it loads it. */
function entryOf(name: string): string {
  return existsSync(join(ASSETS, name, 'index.mjs')) ? `${name}.js` : 'index.js';
}

/** Copies a bundle and breaks the copy. */
export function breakBundle(directory: string, { name, replace = [], instead }: BundleMutation, copy: string): void {
  cpSync(directory, copy, { recursive: true });
  const entry = join(copy, entryOf(name));
  const code = replace.reduce((text, [sought, replacement]) => {
    if (!sought.test(text)) throw new MutationMisfit(`${sought} does not stand in the bundle ${name}`);
    return text.replaceAll(new RegExp(sought, 'g'), () => replacement);
  }, readFileSync(entry, 'utf8'));
  writeFileSync(entry, code);
  if (instead === undefined) return;
  renameSync(entry, join(copy, UNBROKEN));
  writeFileSync(entry, `const { handler, ...others } = require('./${UNBROKEN}');\nmodule.exports = { ...others, handler: ${instead} };\n`);
}
