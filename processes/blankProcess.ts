/**
 * A Node.js that starts while it is being found out what it is to run: half of what a handler takes to start. It runs code
 * of ours alone until it is told; what it cannot be any more, since Node.js or the system read it at the start, it is not
 * taken for.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { insideFile, spawnUserCode, type UserProcess, type UserProgram } from './spawnUserCode';
import { userEnvironment, withVariables } from './userEnvironment';

export interface BlankProcess {
  readonly process: UserProcess;
  /** Of Node.js's command line. */
  readonly flags: readonly string[];
  /** What it was started with beside the allow-list. */
  readonly variables: { readonly [name: string]: string };
}

/** In all handlers, and read at the start: Node.js makes its texts of times and languages by them. */
const VARIABLES = { TZ: ':UTC', LANG: 'en_US.UTF-8' };

/**
 * @param beforehand a file of ours, which loads what the process will run with, whatever it is to run
 * @param more variables that its start reads
 * @returns undefined where it cannot be told later what to run
 */
export function startBlank(
  flags: readonly string[],
  beforehand: string,
  more: { readonly [name: string]: string } = {},
): BlankProcess | undefined {
  // There a pipe is read by the event loop alone.
  if (process.platform === 'win32') return undefined;
  const variables = { ...VARIABLES, ...more };
  try {
    const started = spawnUserCode({
      command: process.execPath,
      args: [...flags, insideFile('blank.cjs'), beforehand],
      cwd: path.parse(process.execPath).root,
      variables,
      output: 'pipe',
      lifeline: 'inside',
    });
    return { process: started, flags, variables };
  } catch {
    return undefined;
  }
}

let offered: BlankProcess | undefined;

/** For the first program that it fits. */
export function offerBlank(blank: BlankProcess | undefined): void {
  offered = blank;
}

/** Names of variables that are read when a program starts, and not again. */
const READ_AT_START = /^(?:NODE_|LD_|DYLD_|LC_|LANG|TZ|ICU_|UV_|V8_|SSL_|OPENSSL_|MALLOC_|GLIBC_)/i;
/** Of these a bootstrap of ours does what Node.js would. */
const REPEATED = new Set(['NODE_OPTIONS']);

/**
 * The blank process as this program, where it is one that fits; any other program shows that the guess was wrong.
 * @param program of Node.js: flags, script and arguments; its NODE_OPTIONS must be repeated by the script
 */
export function takeBlank(program: UserProgram): UserProcess | undefined {
  const blank = offered;
  offered = undefined;
  if (!blank) return undefined;
  const { child } = blank.process;
  const told = JSON.stringify(orderOf(program, blank));
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null || told === undefined) {
    blank.process.kill();
    return undefined;
  }
  blank.process.pipe?.write(`${told}\n`);
  blank.process.guard();
  return blank.process;
}

function orderOf({ command, args, cwd, variables = {} }: UserProgram, blank: BlankProcess): object | undefined {
  const { flags } = blank;
  const [script, ...rest] = args.slice(flags.length);
  const isSame = args.slice(0, flags.length).join('\0') === flags.join('\0') && script?.startsWith('-') === false;
  if (!isSame || realpathSync(command) !== realpathSync(process.execPath)) return undefined;
  const base = withVariables(userEnvironment(process.env), blank.variables);
  const env = withVariables(userEnvironment(process.env), variables);
  const names = [...Object.keys(base), ...Object.keys(env)].filter((name) => READ_AT_START.test(name));
  if (names.some((name) => !REPEATED.has(name) && base[name] !== env[name])) return undefined;
  return { script, args: rest, cwd, env };
}
