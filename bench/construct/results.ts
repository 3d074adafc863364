import { AppName, Duration } from './measured-process';
import { PackageSize } from './package-size';

export interface ConstructResults {
  readonly synth: Readonly<Record<AppName, readonly Duration[]>>;
  readonly imports: {
    /** After all files of `aws-cdk-lib` that the package needs. */
    readonly own: readonly Duration[];
    /** After `aws-cdk-lib` alone; not measured by a quick run. */
    readonly all: readonly Duration[];
  };
  readonly packageSize: PackageSize;
}
