/** What Lambda starts Node.js with. */
import { byAge, versionOf, type Version } from '../../processes/versions/version';

/** `nodejs22.x` is `[22]`. */
export function lineOf(runtime: string | undefined): Version | undefined {
  return versionOf(/^nodejs(\d+)/.exec(runtime ?? '')?.[1] ?? '');
}

interface Flag {
  readonly name: string;
  /** The lines of Lambda's runtimes whose functions are started without the feature. */
  readonly off: (line: number) => boolean;
  /** The first versions of each line that know the flag; those after the last line know it too. */
  readonly since: readonly Version[];
}

/**
 * What Lambda switches off. Source: Lambda, "Building Lambda functions with Node.js", its table of experimental features;
 * what older runtimes never had is switched off for them where a newer Node.js runs them.
 */
const FLAGS: readonly Flag[] = [
  { name: 'experimental-require-module', off: (line) => line <= 22, since: [[20, 17], [22]] },
  {
    name: 'experimental-detect-module',
    off: (line) => line === 22 || line <= 18,
    since: [
      [20, 10],
      [21, 1],
    ],
  },
];

/** Flags of the command line, none that this Node.js does not know, and none that the function's own NODE_OPTIONS contradict. */
export function lambdaFlags(
  runtime: string | undefined,
  version: Version | undefined,
  nodeOptions: string | undefined,
): string[] {
  // Where no Runtime is named, that of the Node.js that runs it.
  const [line] = lineOf(runtime) ?? version ?? [];
  if (line === undefined || !version) return [];
  return FLAGS.filter(
    ({ name, off, since }) =>
      off(line) && knows(version, since) && !new RegExp(`(?:^|\\s)--(?:no-)?${name}(?:\\s|$)`).test(nodeOptions ?? ''),
  ).map(({ name }) => `--no-${name}`);
}

function knows(version: Version, since: readonly Version[]): boolean {
  const first = since.find(([line]) => line === version[0]);
  if (first) return byAge(version, first) <= 0;
  return version[0]! > since.at(-1)![0]!;
}
