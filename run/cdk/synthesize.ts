/** Runs a CDK app to see all that it makes: on consent alone, without the CDK's own tool, into a folder of ours. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { phrase } from '../../core/l10n/phrase';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../core/template';
import { findExecutable, searchPath } from '../../processes/findExecutable';
import { spawnUserCode } from '../../processes/spawnUserCode';
import type { UserProcess } from '../../processes/spawnUserCode';
import { pythonEnvironments, pythonFolders } from '../../processes/versions/pythonEnvironments';
import type { Files } from '../../project';
import { readApp } from '../../project/readers/cdk/app';
import type { CdkApp } from '../../project/readers/cdk/app';
import { MANIFEST } from '../../project/readers/cdk/isAssembly';
import { APP_NOTE, synthesizedFolder } from '../../project/readers/cdk/synthesizedFolder';
import { reasonOf } from '../../project/systemReason';
import type { Consents } from '../consent/consents';
import { refusal } from '../consent/refusal';

export interface SynthesizeOptions {
  /** Absolute: of the app. */
  readonly folder: string;
  readonly files: Files;
  readonly consents: Consents;
  /** Absolute; absent: where the reader of CDK apps looks. */
  readonly output?: string;
  readonly region?: string;
  /** What the app prints, as it is. */
  onOutput?(text: string): void;
  readonly signal?: AbortSignal;
}

/** Where the assembly is, or the sentence that says why there is none. */
export type Synthesized =
  | { readonly folder: string; readonly problem?: undefined }
  | { readonly problem: string; /** A person has just said no. */ readonly isDeclined?: boolean };

/** Milliseconds. Large apps take a minute or two. */
const LONGEST = 10 * 60_000;

/** Bytes that Linux takes in one variable, with some to spare; what is longer goes into a file. */
const LONGEST_VARIABLE = 100_000;

/**
 * What makes an app tell where its constructs and its files are, and keeps it from copying files and from bundling, which
 * may need Docker. Source: cx-api of the AWS CDK.
 */
const CONTEXT = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:bundling-stacks': [],
};

export async function synthesize(options: SynthesizeOptions): Promise<Synthesized> {
  const { folder, files, consents, signal } = options;
  const app = readApp(folder, files);
  if (!app) return { problem: phrase`There is no CDK app in ${folder}.` };
  if (app.problem) return { problem: app.problem.message };
  const command = commandOf(app);
  if (command === undefined) {
    return { problem: phrase`${app.file} does not say how the app is started: add "app" to cdk.json.` };
  }
  const permission = { kind: 'synthesize', command } as const;
  const verdict = await consents.allows([permission], { folder }, signal);
  if (verdict !== 'allowed') {
    return { problem: refusal([permission]), ...(verdict === 'declined' && { isDeclined: true }) };
  }
  const output = options.output ?? synthesizedFolder(app.folder);
  if (output === undefined) return { problem: phrase`You have no home folder, so nothing can be synthesized.` };
  // Beside the last one, which stays until the app has succeeded.
  const draft = `${output}.${process.pid}`;
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    writeStandIns(draft);
    const problem = await run(command, app, draft, options);
    if (problem !== undefined) return { problem };
    writeFileSync(path.join(draft, APP_NOTE), app.folder);
    rmSync(output, { recursive: true, force: true });
    renameSync(draft, output);
    return { folder: output };
  } catch (error) {
    return { problem: phrase`${output} cannot be written: ${reasonOf(error)}.` };
  } finally {
    for (const made of [draft, standInsOf(draft)]) rmSync(made, { recursive: true, force: true });
  }
}

/** Absolute: a folder of programs that an app asks for and does not use. */
function standInsOf(draft: string): string {
  return `${draft}.bin`;
}

/**
 * A NodejsFunction has an image built by Docker where it finds no esbuild, even where nothing is bundled. So an esbuild stands
 * behind all others on the PATH that says a version and nothing more. Windows starts no scripts in this way.
 * Source: aws-lambda-nodejs/lib/{bundling,package-installation}.ts of the AWS CDK.
 */
function writeStandIns(draft: string): void {
  if (process.platform === 'win32') return;
  mkdirSync(standInsOf(draft), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(standInsOf(draft), 'esbuild'), '#!/bin/sh\necho 0.25.0\n', { mode: 0o700 });
}

/** As the CDK's own tool hands it to a shell; an app without a `cdk.json` is started as AWS's examples are. */
function commandOf({ command, build, file }: CdkApp): string | undefined {
  const started = command ?? (path.basename(file) === 'app.py' ? 'python3 app.py' : undefined);
  return started === undefined || build === undefined ? started : `${build} && ${started}`;
}

async function run(
  command: string,
  app: CdkApp,
  output: string,
  options: SynthesizeOptions,
): Promise<string | undefined> {
  const isWindows = process.platform === 'win32';
  const shell = findExecutable(isWindows ? 'cmd' : 'sh');
  if (shell === undefined) return phrase`The app cannot be started: there is no shell on the PATH.`;
  let running: UserProcess;
  try {
    running = spawnUserCode({
      command: shell,
      args: isWindows ? ['/d', '/s', '/c', command] : ['-c', command],
      cwd: app.folder,
      variables: variablesFor(app, output, options.region),
      output: 'pipe',
      lifeline: 'guard',
    });
  } catch (error) {
    return phrase`The app cannot be started: ${reasonOf(error)}.`;
  }
  running.guard();
  const end = await endOf(running, options);
  if (typeof end === 'string') return phrase`The app cannot be started: ${end}.`;
  if (options.signal?.aborted) return phrase`The app was stopped.`;
  if (end === null) return phrase`The app was ended after ${LONGEST / 60_000} minutes.`;
  if (end !== 0) return phrase`The app ended with code ${end}: what it printed says why.`;
  return existsSync(path.join(output, MANIFEST)) ? undefined : phrase`The app ended and has synthesized nothing.`;
}

/** @returns its exit code, null where it was ended, or why it did not start */
async function endOf(running: UserProcess, { signal, onOutput }: SynthesizeOptions): Promise<number | string | null> {
  const { child } = running;
  const stop = (): void => running.kill();
  const timer = setTimeout(stop, LONGEST);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  for (const stream of [child.stdout, child.stderr] as (Readable | undefined)[]) {
    stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
  }
  const end = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once('close', resolve);
  });
  clearTimeout(timer);
  await running.gone;
  signal?.removeEventListener('abort', stop);
  return end;
}

function variablesFor(app: CdkApp, output: string, region = LOCAL_REGION): { [name: string]: string } {
  const context = JSON.stringify({ ...app.context, ...CONTEXT });
  const isLong = Buffer.byteLength(context) > LONGEST_VARIABLE;
  const overflow = path.join(output, 'context.json');
  if (isLong) writeFileSync(overflow, context);
  return {
    CDK_OUTDIR: output,
    ...(isLong ? { CONTEXT_OVERFLOW_LOCATION_ENV: overflow, CDK_CONTEXT_JSON: '{}' } : { CDK_CONTEXT_JSON: context }),
    CDK_DEFAULT_ACCOUNT: LOCAL_ACCOUNT,
    CDK_DEFAULT_REGION: region,
    // Older versions write then where each construct was made.
    CDK_DEBUG: 'true',
    // What the app makes does not depend on whether its types fit, and to check them takes ts-node most of its time.
    TS_NODE_TRANSPILE_ONLY: 'true',
    // Whatever the app asks AWS for, it has no credentials to ask with.
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    PATH: [...programsOf(app.folder), ...searchPath(), standInsOf(output)].join(path.delimiter),
  };
}

/** Programs that the app has brought along: of its packages, and of its virtual environment. */
function programsOf(folder: string): string[] {
  const environments = pythonEnvironments(pythonFolders({ codeDir: folder, projectDir: folder }));
  const folders = [
    path.join(folder, 'node_modules', '.bin'),
    ...environments.map(({ program }) => path.dirname(program)),
  ];
  return folders.filter((each) => existsSync(each));
}
