/** What a Dockerfile says, as far as it tells which program starts from which files. Source: Docker, "Dockerfile reference". */
import path from 'node:path';
import { instructionsOf, wordsOf } from './instructions';

/** A path inside an image is absolute, with `/`. */
export interface Copy {
  /** Of the folder that is built, relative; or inside {@link from}, absolute. May have `*`. */
  readonly sources: readonly string[];
  /** An earlier stage; `elsewhere`: another image, by its name. Absent: the folder that is built. */
  readonly from?: Stage | { readonly elsewhere: string };
  readonly to: string;
  /** {@link to} is a folder, as far as the Dockerfile shows. */
  readonly intoFolder: boolean;
}

export interface Stage {
  readonly name?: string;
  /** The image that it begins with: `public.ecr.aws/lambda/python:3.12`. */
  readonly base: string;
  readonly workdir: string;
  /** `ENV`, with that of the stages it begins with. */
  readonly environment: ReadonlyMap<string, string>;
  readonly copies: readonly Copy[];
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  /** The entry point is a line of a shell, which takes no command. */
  readonly isShell: boolean;
}

export interface BuildOptions {
  /** The stage that is meant, by its name; absent: the last. */
  readonly target?: string;
  readonly args?: { readonly [name: string]: string };
}

/** Where Lambda's own images have the code, and what they begin in. Source: Lambda, "Using an AWS base image". */
export const TASK_ROOT = '/var/task';

/** The stage that becomes the image; undefined where the text has none. */
export function readDockerfile(text: string, { target, args = {} }: BuildOptions = {}): Stage | undefined {
  const stages: Building[] = [];
  const beforeAll = new Map<string, string>();
  for (const { name, rest } of instructionsOf(text)) {
    if (name === 'FROM') {
      stages.push(begin(rest, stages, beforeAll));
      continue;
    }
    const stage = stages.at(-1);
    if (stage) takes(stage, name, rest, { stages, args, beforeAll });
    else if (name === 'ARG') for (const [key, value = ''] of assignments(rest)) beforeAll.set(key, args[key] ?? value);
  }
  const meant = target === undefined ? undefined : stages.find(({ name }) => isSameName(name, target));
  return meant ?? stages.at(-1);
}

/** A stage while its instructions are read. */
interface Building extends Stage {
  workdir: string;
  environment: Map<string, string>;
  copies: Copy[];
  command?: readonly string[];
  entryPoint?: readonly string[];
  isShell: boolean;
  /** `ARG` and `ENV`. */
  readonly variables: Map<string, string>;
  /** Folders that are known to be there. */
  readonly folders: Set<string>;
}

function begin(rest: string, stages: readonly Building[], beforeAll: ReadonlyMap<string, string>): Building {
  const words = wordsOf(rest).filter((word) => !word.startsWith('--'));
  const base = expanded(words[0] ?? '', beforeAll);
  const name = /^as$/i.test(words[1] ?? '') ? words[2] : undefined;
  const earlier = stages.find((stage) => isSameName(stage.name, base));
  if (earlier) {
    return {
      ...earlier,
      name,
      environment: new Map(earlier.environment),
      copies: [...earlier.copies],
      variables: new Map(earlier.environment),
      folders: new Set(earlier.folders),
    };
  }
  const workdir = isOfficial(base) ? '/' : TASK_ROOT;
  const given = new Map([
    ['LAMBDA_TASK_ROOT', TASK_ROOT],
    ['LAMBDA_RUNTIME_DIR', '/var/runtime'],
  ]);
  return {
    name,
    base,
    workdir,
    environment: new Map(),
    copies: [],
    isShell: false,
    variables: isOfficial(base) ? new Map() : given,
    folders: new Set(['/', TASK_ROOT, '/var/runtime', '/opt']),
  };
}

/** An image of a language alone, which knows nothing of Lambda. */
function isOfficial(base: string): boolean {
  const isLanguage =
    /(?:^|\/)(?:python|node|ruby|golang|rust|debian|ubuntu|alpine|openjdk|eclipse-temurin|uv)(?::|@|$)/;
  return isLanguage.test(base) && !/(?:^|\/)lambda\//.test(base);
}

interface Reading {
  readonly stages: readonly Building[];
  readonly args: { readonly [name: string]: string };
  readonly beforeAll: ReadonlyMap<string, string>;
}

function takes(stage: Building, name: string, rest: string, { stages, args, beforeAll }: Reading): void {
  const text = (written: string): string => expanded(written, stage.variables);
  const inside = (written: string): string => joined(stage.workdir, text(written));
  switch (name) {
    case 'ARG':
      for (const [key, value] of assignments(rest)) {
        const known = args[key] ?? (value === undefined ? beforeAll.get(key) : text(value));
        if (known !== undefined && !stage.environment.has(key)) stage.variables.set(key, known);
      }
      break;
    case 'ENV':
      for (const [key, value = ''] of environmentIn(rest)) {
        stage.environment.set(key, text(value));
        stage.variables.set(key, text(value));
      }
      break;
    case 'WORKDIR':
      stage.workdir = inside(rest.trim());
      stage.folders.add(stage.workdir);
      break;
    case 'COPY':
    case 'ADD':
      copies(stage, rest, stages, text, inside);
      break;
    case 'CMD':
      stage.command = programOf(rest).words.map(text);
      break;
    case 'ENTRYPOINT': {
      const { words, isShell } = programOf(rest);
      stage.entryPoint = words.map(text);
      stage.isShell = isShell;
      break;
    }
  }
}

function copies(
  stage: Building,
  rest: string,
  stages: readonly Building[],
  text: (written: string) => string,
  inside: (written: string) => string,
): void {
  const all = programOf(rest.replace(/^(?:--\S+\s+)+/, '')).words.map(text);
  const option = /(?:^|\s)--from=(\S+)/.exec(rest)?.[1];
  const to = all.at(-1);
  const sources = all.slice(0, -1);
  if (to === undefined || sources.length === 0) return;
  const place = inside(to);
  const intoFolder = /(?:^|\/)\.?$/.test(to) || sources.length > 1 || stage.folders.has(place);
  const named = option === undefined ? undefined : text(option);
  const earlier = stages.find((each, index) => isSameName(each.name, named ?? '') || String(index) === named);
  stage.copies.push({
    sources: sources.map((source) => (named === undefined ? source.replace(/^\/+/, '') : joined('/', source))),
    ...(named !== undefined && { from: earlier ?? { elsewhere: named } }),
    to: place,
    intoFolder,
  });
  if (intoFolder) stage.folders.add(place);
}

/** `["a", "b"]`, or a line of a shell. */
function programOf(rest: string): { readonly words: readonly string[]; readonly isShell: boolean } {
  if (rest.trim().startsWith('[')) {
    try {
      const list: unknown = JSON.parse(rest);
      if (Array.isArray(list)) return { words: list.filter((word) => typeof word === 'string'), isShell: false };
    } catch {
      // What Docker cannot read as a list it hands to the shell.
    }
  }
  const words = wordsOf(rest);
  return { words: words[0] === 'exec' ? words.slice(1) : words, isShell: true };
}

function assignments(rest: string): [name: string, value: string | undefined][] {
  return wordsOf(rest).map((word) => {
    const at = word.indexOf('=');
    return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
  });
}

/** `ENV A=1 B=2`, and the old `ENV A 1`. */
function environmentIn(rest: string): [name: string, value: string | undefined][] {
  const [, name = '', value = ''] = /^\s*(\w+)\s+([^=].*)$/.exec(rest) ?? [];
  return name === '' ? assignments(rest) : [[name, value.trim()]];
}

/** `$NAME`, `${NAME}`, `${NAME:-otherwise}`, `${NAME:+instead}` */
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\\(\$)|\$(?:(\w+)|\{(\w+)(?::([-+])([^}]*))?\})/g, (_, plain, short, long, how, other) => {
    if (plain !== undefined) return '$';
    const value = variables.get((short ?? long) as string) ?? '';
    if (how === '+') return value === '' ? '' : (other as string);
    return value === '' && how === '-' ? (other as string) : value;
  });
}

/** A path inside an image, without `.`, `..` and a slash at its end. */
export function joined(folder: string, written: string): string {
  return path.posix.resolve('/', folder, written);
}

function isSameName(name: string | undefined, other: string): boolean {
  return name !== undefined && name.toLowerCase() === other.toLowerCase();
}
