import { TemplateEdit } from './template-edit';

/** A promise that is broken on purpose, to see that a row of the proof notices. Sources stay as they are: what they make is broken. */
export interface Mutation {
  /** Id of the row that must fail. */
  readonly row: string;

  /** What is broken, in a few words. */
  readonly broken: string;

  /** Breaks each synthesized template before it is looked at or deployed. @default - templates stay */
  readonly template?: (template: TemplateEdit) => void;

  /** Breaks what a function runs. @default - bundles stay */
  readonly bundle?: BundleMutation;

  /** Updates stacks without a way back. @default false */
  readonly disableRollback?: boolean;
}

/** What becomes of a bundle in assets/. */
export interface BundleMutation {
  /** Name of its folder. */
  readonly name: string;

  /** Replacements in its code, each at every place: what is sought survives minification, such as names of members and texts. @default - none */
  readonly replace?: readonly (readonly [RegExp, string])[];

  /** JavaScript of a handler that stands before the bundle's own, which it knows as `handler`. @default - none */
  readonly instead?: string;
}

/** A mutation that finds nothing to break: it says nothing about its row, and must be brought up to date. */
export class MutationMisfit extends Error {}
