/** Which Node.js runs a function: the nearest to its Runtime. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { askProgram } from '../../processes/askProgram';
import { findExecutable } from '../../processes/findExecutable';
import { installedVersions, type Installed } from '../../processes/versions/installedVersions';
import { pinnedVersion } from '../../processes/versions/pinnedVersion';
import { smallFile } from '../../processes/versions/smallFile';
import { isOne, versionOf, type Version } from '../../processes/versions/version';
import type { FunctionSpec } from '../lambda';
import { lineOf } from './nodeFlags';

export interface NodeProgram {
  /** Absolute; absent: this process's own program, which may be an editor's. */
  readonly file?: string;
  /** Unknown where the program does not say. */
  readonly version?: Version;
}

type Wanting = Pick<FunctionSpec, 'runtime' | 'codeDir'>;

/** The one on the PATH where it is of the Runtime's line, else the nearest that a version manager has. */
export async function nearestNode(spec: Wanting, env: NodeJS.ProcessEnv = process.env): Promise<NodeProgram> {
  const onPath = findExecutable('node', { env });
  const wanted = lineOf(spec.runtime) ?? pinnedVersion('node', spec.codeDir);
  const ofPath =
    onPath === undefined ? undefined : { file: onPath, version: await versionOfNode(onPath, spec.codeDir) };
  if (wanted === undefined || (ofPath?.version && isOne(ofPath.version, wanted))) return ofPath ?? OURS;
  const installed = installedVersions('node', env).filter(({ file }) => findExecutable(file) !== undefined);
  const pinned = pinnedVersion('node', spec.codeDir) ?? wanted;
  const fitting = installed.filter(({ version }) => isOne(version, wanted));
  const exact = fitting.find(({ version }) => isOne(version, pinned)) ?? fitting[0];
  if (exact) return exact;
  if (ofPath && !ofPath.version) return ofPath;
  const known = [...(ofPath?.version ? [{ ...ofPath, version: ofPath.version }] : []), ...installed];
  return nearest(known, wanted) ?? OURS;
}

/** The program that a person chose. */
export async function chosenNode(file: string, { codeDir }: Wanting): Promise<NodeProgram> {
  return { file, version: await versionOfNode(file, codeDir) };
}

const OURS: NodeProgram = { version: versionOf(process.versions.node) };

/** Of equally near ones the first. */
function nearest(all: readonly Installed[], [wanted = 0]: Version): Installed | undefined {
  const distance = ({ version: [major = 0] }: Installed): number => Math.abs(major - wanted);
  return all.reduce<Installed | undefined>(
    (best, each) => (best && distance(best) <= distance(each) ? best : each),
    undefined,
  );
}

/** What is to be said where a function does not run on the line of its Runtime. */
export function nodeDiffers(runtime: string | undefined, version: Version | undefined): string | undefined {
  const wanted = lineOf(runtime);
  if (!wanted || !version || isOne(version, wanted)) return undefined;
  return `Runs on Node.js ${version.join('.')}, because no Node.js ${wanted.join('.')} was found for the Runtime ${runtime}. Install that one, or choose it with --node PROGRAM (in VS Code: stepwise.lambda.nodePath).`;
}

const asked = new Map<string, Promise<Version | undefined>>();

/** Its version: from its folder's name, or its header file, and only then is it started to be asked. */
export async function versionOfNode(file: string, cwd: string): Promise<Version | undefined> {
  let real: string;
  try {
    real = realpathSync(file);
  } catch {
    return undefined;
  }
  if (real === OUR_FILE) return OURS.version;
  const [, named] =
    /[\\/]v?(\d+\.\d+\.\d+)(?:_\d+)?[\\/](?:installation[\\/])?(?:bin[\\/])?node(?:\.exe)?$/.exec(real) ?? [];
  if (named) return versionOf(named);
  const known = headerVersion(real);
  if (known) return known;
  const asking = asked.get(real) ?? askVersion(file, cwd);
  // What a shim stands for depends on the folder.
  if (path.basename(real).startsWith('node')) asked.set(real, asking);
  return asking;
}

/** An editor's program is Node.js of its own kind, and on no PATH. */
const OUR_FILE = process.versions['electron'] === undefined ? realpathSync(process.execPath) : undefined;

async function askVersion(command: string, cwd: string): Promise<Version | undefined> {
  const said = await askProgram({ command, args: ['--version'], cwd, timeoutMs: 10_000 });
  // Other programs tell a version, too.
  const [told] = /^v\d+\.\d+\.\d+/m.exec(said ?? '') ?? [];
  return told === undefined ? undefined : versionOf(told);
}

/** Packages of Node.js have its header files beside it. */
function headerVersion(file: string): Version | undefined {
  const text = smallFile(path.join(path.dirname(file), '..', 'include', 'node', 'node_version.h')) ?? '';
  const parts = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1],
  );
  return parts.includes(undefined) ? undefined : parts.map(Number);
}
