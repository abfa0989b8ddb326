/** The user's own npm: how it is started, and what it may see beside the allow-list. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findExecutable, searchPath } from '../../processes/findExecutable';

export interface Npm {
  /** Absolute. */
  readonly command: string;
  /** Before npm's own. */
  readonly args: readonly string[];
}

/** Undefined: there is none on PATH, a project's own aside, that starts without a shell. */
export function findNpm(): Npm | undefined {
  const npm = findExecutable('npm', { notOfProjects: true });
  return npm === undefined ? undefined : npmStart(npm, findExecutable('node', { notOfProjects: true }));
}

/** On Windows it is a batch file, which only a shell can start, beside the script that it hands to Node.js. */
export function npmStart(npm: string, node: string | undefined, exists = existsSync): Npm | undefined {
  if (!/\.(cmd|bat)$/i.test(npm)) return { command: npm, args: [] };
  const script = path.win32.join(path.win32.dirname(npm), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return node !== undefined && exists(script) ? { command: node, args: [script] } : undefined;
}

/** Configuration that would have npm work elsewhere than in the folder it is told. */
const ELSEWHERE =
  /^npm_config_(global|location|prefix|local_prefix|global_prefix|workspaces?|include_workspace_root)$/i;

/** Where npm's registry is and who asks there. Source: docs.npmjs.com/cli/v11/using-npm/config, "Environment Variables". */
const OF_NPM = /^(npm_config_.*|NPM_TOKEN|NODE_AUTH_TOKEN)$/i;

export function npmVariables(parent: NodeJS.ProcessEnv): { [name: string]: string } {
  const variables: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && OF_NPM.test(name) && !ELSEWHERE.test(name)) variables[name] = value;
  }
  // Its script asks PATH for Node.js in turn.
  return { ...variables, PATH: searchPath({ env: parent, notOfProjects: true }).join(path.delimiter) };
}
