/** Files with a variable of the environment a line: `.env`. */
import path from 'node:path';
import type { Files } from './files';
import type { ProjectFunction, SourcePlace } from './project';

/**
 * For functions that no deployment file gives variables: those of the nearest `.env`, from a folder up to the project's.
 * Where each stands is told with it, so that nobody shows what may be a secret.
 */
export function environmentFiles(
  root: string,
  files: Files,
): (folder: string) => Partial<Pick<ProjectFunction, 'environment' | 'from'>> {
  const known = new Map<string, Partial<Pick<ProjectFunction, 'environment' | 'from'>>>();
  const find = (folder: string): Partial<Pick<ProjectFunction, 'environment' | 'from'>> => {
    const file = path.join(folder, '.env');
    const { text } = files.read(file);
    if (text !== undefined) return variablesOfFile(file, text);
    return folder === root || path.dirname(folder) === folder ? {} : ofFolder(path.dirname(folder));
  };
  const ofFolder = (folder: string): Partial<Pick<ProjectFunction, 'environment' | 'from'>> => {
    const found = known.get(folder) ?? find(folder);
    known.set(folder, found);
    return found;
  };
  return ofFolder;
}

/** The variables of a text, and where each stands. */
export function variablesOfFile(file: string, text: string): Required<Pick<ProjectFunction, 'environment' | 'from'>> {
  const environment = { ...parseDotenv(text) };
  const lines = text.split('\n');
  const from: { [fact: string]: SourcePlace } = {};
  for (const name of Object.keys(environment)) {
    const line = lines.findLastIndex((each) => each.replace(/^\s*(export\s+)?/, '').startsWith(name));
    from[`environment.${name}`] = { file, line: Math.max(line, 0), word: '.env' };
  }
  return { environment, from };
}

/** The variables of a text; a later line may use an earlier one as `$NAME` or `${NAME}`. What has not the form is skipped. */
export function parseDotenv(text: string): { readonly [name: string]: string } {
  const variables: { [name: string]: string } = Object.create(null) as { [name: string]: string };
  for (const [, name = '', written = ''] of text.matchAll(LINE)) variables[name] = valueOf(written.trim(), variables);
  return variables;
}

const LINE =
  /^[^\S\n]*(?:export\s+)?([\w.-]+)[^\S\n]*(?:=|:[^\S\n])[^\S\n]*('[^']*'|"(?:\\.|[^"\\])*"|`[^`]*`|[^\n]*)/gm;

function valueOf(written: string, known: { readonly [name: string]: string }): string {
  const quote = /^(['"`])[^]*\1$/.exec(written)?.[1];
  if (quote === "'") return written.slice(1, -1);
  const text =
    quote === undefined
      ? written.replace(/(?:^|\s)#.*$/, '').trim()
      : written.slice(1, -1).replace(/\\([nrt"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
  return text.replace(
    /(\\?)\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g,
    (all: string, escape: string, ...groups: string[]) => {
      const [braced, fallback = '', bare] = groups;
      return escape ? all.slice(1) : (known[braced ?? bare ?? ''] ?? fallback);
    },
  );
}

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };
