/** What a folder says of a CDK app: how it is started, what its context is, where it writes. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import { isJsonObject, objectOf } from '../../../core/json';
import { parsedJson } from '../../../core/jsonText';
import type { Json, JsonObject } from '../../../core/json';
import { isAssembly, MANIFEST } from './isAssembly';
import type { Files } from '../../files';
import type { ProjectProblem } from '../../project';
import { MISSING } from '../../readRegularFile';

export const CDK_FILE = 'cdk.json';
const DEFAULT_OUTPUT = 'cdk.out';
/** What an app without a `cdk.json` is called in AWS's own examples. */
const PYTHON_APP = 'app.py';
const BIN_FOLDER = 'bin';
/** An app's own has few; what has many is a folder of other programs. */
const MOST_PROGRAMS = 20;
/** Folders between a program and the `cdk.json` that starts it. */
const MOST_ABOVE = 3;

const MARKS = new Set([CDK_FILE, PYTHON_APP, BIN_FOLDER, DEFAULT_OUTPUT, MANIFEST]);

/** Whether an entry of that name may mean that its folder is an app's. */
export function mayMark(name: string): boolean {
  return MARKS.has(name);
}

export interface CdkApp {
  /** Absolute: relative paths of the app start here. */
  readonly folder: string;
  /** Absolute: what says that this is an app. */
  readonly file: string;
  /** The command that starts it, as the tool hands it to a shell. */
  readonly command?: string;
  /** A command that comes before it. */
  readonly build?: string;
  /** Of `cdk.json`, with that of `cdk.context.json` over it. */
  readonly context: JsonObject;
  /** Absolute: where the tool writes what it synthesizes. */
  readonly output: string;
  readonly problem?: ProjectProblem;
}

/** The app of a folder; undefined where there is none. */
export function readApp(folder: string, files: Files): CdkApp | undefined {
  // Many folders are asked about, and most have nothing of it.
  if (!files.list(folder).some(({ name }) => mayMark(name))) return undefined;
  const file = path.join(folder, CDK_FILE);
  const read = files.read(file);
  if (read.reason === MISSING) return appWithoutFile(folder, files);
  const said = read.text === undefined ? undefined : jsonObject(read.text);
  if (!said) {
    const why = read.reason ?? phrase`it is not a JSON object`;
    const problem = { message: phrase`${CDK_FILE} cannot be read: ${why}.`, place: { file, line: 0 } };
    return { folder, file, context: {}, output: path.join(folder, DEFAULT_OUTPUT), problem };
  }
  const looked = files.read(path.join(folder, 'cdk.context.json')).text;
  const context = { ...objectOf(said.context), ...(looked === undefined ? {} : jsonObject(looked)) };
  const output = path.resolve(folder, textOf(said.output) ?? DEFAULT_OUTPUT);
  return { folder, file, command: textOf(said.app), build: textOf(said.build), context, output };
}

/** An app is known by what it imports where `cdk.json` is missing, as in repositories that keep that one to themselves. */
function appWithoutFile(folder: string, files: Files): CdkApp | undefined {
  const candidates = [
    path.join(folder, PYTHON_APP),
    ...files
      .list(path.join(folder, BIN_FOLDER))
      .filter(({ name, isFolder }) => !isFolder && /\.[cm]?[jt]s$/.test(name))
      .slice(0, MOST_PROGRAMS)
      .map(({ name }) => path.join(folder, BIN_FOLDER, name)),
  ];
  const output = path.join(folder, DEFAULT_OUTPUT);
  const file = candidates.find((candidate) => makesApp(files.isFile(candidate) ? files.readSource(candidate) : ''));
  if (file !== undefined)
    return isStartedAbove(file, folder, files) ? undefined : { folder, file, context: {}, output };
  // What was synthesized elsewhere: beside its sources, or alone.
  if (isAssembly(output, files)) return { folder, file: path.join(output, MANIFEST), context: {}, output };
  if (!isAssembly(folder, files) || isAssembly(path.dirname(folder), files)) return undefined;
  return { folder: path.dirname(folder), file: path.join(folder, MANIFEST), context: {}, output: folder };
}

/** `npx ts-node infra/bin/app.ts` of a `cdk.json` above: the program is that app's. */
function isStartedAbove(program: string, folder: string, files: Files): boolean {
  let above = folder;
  for (let up = 0; up < MOST_ABOVE; up++) {
    above = path.dirname(above);
    const said = jsonObject(files.read(path.join(above, CDK_FILE)).text ?? '');
    const words = (textOf(said?.app) ?? '').split(/\s+/).map((word) => path.resolve(above, word));
    if (words.includes(program)) return true;
  }
  return false;
}

/** Of programs that CDK apps in other languages are started by. Source: what `cdk init` writes. */
const OTHER_LANGUAGES: readonly (readonly [program: RegExp, language: string])[] = [
  [/^(?:\S*\/)?(?:mvnw?|gradlew?)\b/, 'Java'],
  [/^dotnet\b/, '.NET'],
  [/^go\b/, 'Go'],
];

/** The language of an app whose source is not read. */
export function unreadLanguage({ command = '' }: CdkApp): string | undefined {
  return OTHER_LANGUAGES.find(([program]) => program.test(command))?.[1];
}

function makesApp(text = ''): boolean {
  return /\baws_cdk\b|['"]aws-cdk-lib['"/]|['"]@aws-cdk\/core['"]/.test(text) && /\bApp\s*\(/.test(text);
}

export function jsonObject(text: string): JsonObject | undefined {
  const value = parsedJson(text);
  return isJsonObject(value) ? value : undefined;
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
