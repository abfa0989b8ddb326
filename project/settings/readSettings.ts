import path from 'node:path';
import type { Node } from 'jsonc-parser';
import { newerVersion, SETTINGS_VERSION } from '../../core/fileVersion';
import { phrase } from '../../core/l10n/phrase';
import { readMask } from '../../core/mask';
import type { ValueForm } from '../../core/valueForms';
import type { Files } from '../files';
import { parseJsonTree, valueOfNode } from '../jsonTree';
import type { ProjectProblem, ProjectSettings } from '../project';
import { MISSING } from '../readRegularFile';
import { SETTINGS_SHAPE } from './settingsShape';
import type { Shape } from './settingsShape';
import { readAttempts } from '../mockConfig/readAttempts';

/** Where the file lies below a project's root. */
export const SETTINGS_FILE = path.join('.vscode', 'stepwise.json');

export interface SettingsResult {
  readonly settings: ProjectSettings;
  readonly problems: readonly ProjectProblem[];
}

/** Reads the settings of a folder; undefined where there is no file. What is wrong is left out and reported with its line. */
export function readSettings(folder: string, files: Files): SettingsResult | undefined {
  const file = path.join(folder, SETTINGS_FILE);
  const { text, reason } = files.read(file);
  if (text !== undefined) return parseSettings(file, text);
  if (reason === MISSING || !files.isFolder(folder)) return undefined;
  const problem = { message: phrase`${SETTINGS_FILE} cannot be read: ${reason}.`, place: { file, line: 0 } };
  return { settings: { file, mocks: {}, functions: {}, maskFault: problem.message }, problems: [problem] };
}

/** Reads the text of a settings file; comments and trailing commas are welcome. */
export function parseSettings(file: string, text: string): SettingsResult {
  const problems: ProjectProblem[] = [];
  const report = (offset: number, message: string): void => {
    problems.push({ message, place: { file, line: text.slice(0, offset).split('\n').length - 1 } });
  };
  const { root, problems: faults } = parseJsonTree(text);
  for (const { offset, what } of faults) report(offset, phrase`${path.basename(file)} is not valid JSON. ${what}`);
  const empty: ProjectSettings = { file, mocks: {}, functions: {} };
  const [broken] = problems;
  if (!root) return { settings: { ...empty, ...maskFaultOf(broken?.message) }, problems };
  const newer = newerVersion(versionOf(root), SETTINGS_VERSION);
  if (newer !== undefined) {
    const message = phrase`${path.basename(file)} is left out: ${newer}`;
    report(fieldOf(root, 'version')?.offset ?? 0, message);
    return { settings: { ...empty, ...maskFaultOf(newer) }, problems };
  }
  let maskMistake: string | undefined;
  const value = checked(root, SETTINGS_SHAPE, [], (offset, message, [field]) => {
    report(offset, message);
    // A mask that cannot be read may be the one that matters.
    if (field === 'mask' || root.type !== 'object') maskMistake ??= message;
  }) as (Partial<ProjectSettings> & { version?: number }) | undefined;
  const { version: _, ...settings } = value ?? {};
  return { settings: { ...empty, ...settings, file, ...maskFaultOf(broken?.message ?? maskMistake) }, problems };
}

/** What the text of a settings file says of its version, if anything. */
export function versionOf(root: Node): unknown {
  const version = fieldOf(root, 'version');
  return version && valueOfNode(version);
}

function fieldOf(root: Node, name: string): Node | undefined {
  if (root.type !== 'object') return undefined;
  return root.children?.map(({ children }) => children).find((pair) => pair?.[0]?.value === name)?.[1];
}

function maskFaultOf(mistake: string | undefined): Pick<ProjectSettings, 'maskFault'> {
  return mistake === undefined ? {} : { maskFault: `${SETTINGS_FILE}: ${mistake}` };
}

type Tell = (offset: number, message: string, at: readonly string[]) => void;

/** The value of a node as far as it has the shape; parts that do not are left out and reported. */
function checked(node: Node, shape: Shape, at: readonly string[], tell: Tell): unknown {
  const where = at.length === 0 ? phrase`The file` : `"${at.join('" → "')}"`;
  const report = (offset: number, message: string): void => tell(offset, message, at);
  switch (shape.kind) {
    case 'any':
      return valueOfNode(node);
    case 'string':
    case 'number': {
      const wanted =
        node.type === shape.kind ? unmet(node.value, shape.form) : (shape.form?.like() ?? ARTICLES[shape.kind]);
      if (wanted === undefined) return valueOfNode(node);
      report(node.offset, phrase`${where} must be ${wanted}.`);
      return undefined;
    }
    case 'maskEntry': {
      const entry = checked(node, { kind: 'string' }, at, tell);
      const [problem] = typeof entry === 'string' ? readMask([entry]).problems : [];
      if (problem !== undefined) report(node.offset, problem);
      return problem === undefined ? entry : undefined;
    }
    case 'word': {
      const word = valueOfNode(node);
      if (typeof word === 'string' && shape.of.includes(word)) return word;
      report(node.offset, phrase`${where} must be one of ${shape.of.join(', ')}.`);
      return undefined;
    }
    case 'list':
      if (node.type !== 'array') {
        report(node.offset, phrase`${where} must be a list.`);
        return undefined;
      }
      return node.children?.flatMap((item, index) => checked(item, shape.of, [...at, String(index)], tell) ?? []);
    case 'oneOrMany': {
      const turns = attemptsIn(node);
      if (turns) {
        if (areInTurn(turns)) return listOf(turns, shape.of, at, tell);
        report(node.offset, phrase`${where} must have each attempt once, from "0" on, such as "0-1" and "2".`);
        return undefined;
      }
      if (node.type !== 'array') return checked(node, shape.of, at, tell);
      if (!node.children?.length) report(node.offset, phrase`${where} must contain at least one answer.`);
      return node.children?.flatMap((item, index) => checked(item, shape.of, [...at, String(index)], tell) ?? []);
    }
    case 'map':
    case 'record': {
      if (node.type !== 'object') {
        report(node.offset, phrase`${where} must be an object.`);
        return undefined;
      }
      const entries: [string, unknown][] = [];
      for (const property of node.children ?? []) {
        const [key, value] = property.children ?? [];
        if (!key || !value) continue;
        const name = String(key.value);
        if (shape.kind === 'record' && name === '$schema') continue;
        const inner = shape.kind === 'map' ? shape.of : own(shape.fields, name);
        if (!inner) {
          const known = Object.keys(shape.kind === 'record' ? shape.fields : {}).join(', ');
          report(key.offset, phrase`${where} has no field "${name}". It can have ${known}.`);
          continue;
        }
        const { names } = shape.kind === 'map' ? shape : {};
        if (names && !names.form.test(name)) {
          report(key.offset, phrase`${where} has the name "${name}", which must be ${names.like()}.`);
          continue;
        }
        const result = checked(value, inner, [...at, name], tell);
        if (result !== undefined) entries.push([name, result]);
      }
      const object = Object.fromEntries(entries);
      const missing = shape.kind === 'record' ? shape.oneOf?.filter((name) => Object.hasOwn(object, name)) : undefined;
      if (missing && missing.length !== 1 && shape.kind === 'record') {
        report(node.offset, phrase`${where} must have either ${shape.oneOf!.map((name) => `"${name}"`).join(' or ')}.`);
        return undefined;
      }
      return object;
    }
  }
}

interface Turn {
  readonly name: string;
  readonly value: Node;
  readonly from: number;
  readonly to: number;
}

/** The answers of an object whose every name tells attempts, as in a MockConfigFile.json: `{ "0-1": …, "2": … }`. */
function attemptsIn(node: Node): readonly Turn[] | undefined {
  const pairs = node.type === 'object' ? (node.children ?? []) : [];
  const turns = pairs.flatMap(({ children: [key, value] = [] }): Turn[] => {
    const attempts = key && value ? readAttempts(String(key.value)) : undefined;
    return attempts ? [{ name: String(key!.value), value: value!, ...attempts }] : [];
  });
  return turns.length > 0 && turns.length === pairs.length ? turns.sort((a, b) => a.from - b.from) : undefined;
}

/** Attempts that a file may count: a longer list would only cost memory. */
const MOST_ATTEMPTS = 10_000;

/** Whether none is left out, and none has two answers. */
function areInTurn(turns: readonly Turn[]): boolean {
  return turns.every(({ from, to }, nth) => from === (nth === 0 ? 0 : turns[nth - 1]!.to + 1) && to < MOST_ATTEMPTS);
}

/** The list that says the same. */
function listOf(turns: readonly Turn[], of: Shape, at: readonly string[], tell: Tell): unknown[] {
  return turns.flatMap(({ name, value, from, to }) => {
    const answer = checked(value, of, [...at, name], tell);
    return answer === undefined ? [] : Array.from({ length: to - from + 1 }, () => answer);
  });
}

/** What a value must be besides; undefined where it is. */
function unmet(value: unknown, form: ValueForm<string> | ValueForm<number> | undefined): string | undefined {
  return form === undefined || form.fits(value as never) ? undefined : form.like();
}

const ARTICLES = { string: 'a string', number: 'a number' };

function own<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
