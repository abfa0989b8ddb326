/** Bundles a TypeScript handler for one process. */
import { couldNotStart, type Failure } from './failure';
import type { FunctionSpec } from './lambda';

export interface Bundle {
  /** Absolute. */
  readonly file: string;
  /** Every file that went in. */
  readonly inputs: readonly string[];
}

export function bundleTypeScript(
  _spec: FunctionSpec,
  _options: { directory: string; sdkDirs: readonly string[] },
): Promise<Bundle | Failure> {
  return Promise.resolve(couldNotStart('Runtime.InvalidEntrypoint', 'TypeScript handlers cannot run yet.'));
}
