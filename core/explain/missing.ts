/** A path that leads nowhere, out of AWS's sentence: what was written, where it was looked for, and how far it leads. */
import { isJsonObject, type Json } from '../json';
import { parsedJson } from '../jsonText';
import { compilePath, isQueryProblem, parsePath, type ParsedPath } from '../query';
import type { Failure } from './explanation';
import { valueAt } from './values';

type Steps = readonly (string | number)[];

export interface Missing {
  /** As it stands in the definition. */
  readonly written: string;
  readonly root: 'input' | 'result' | 'context' | 'variable';
  readonly steps: Steps;
  /** What it was looked for in. */
  readonly document: Json;
  /** How many steps lead somewhere. */
  readonly found: number;
  /** Where it cannot go on. */
  readonly holder: Json;
  /** The same with other steps, as this query language writes it. */
  readonly rewritten: (steps: Steps) => string;
}

/** What a failure is looked at for. */
export type MissingIn = Pick<Failure, 'cause' | 'state' | 'input' | 'result' | 'variable'>;

const IN_DOCUMENT =
  /^The JSONPath '([\s\S]+?)' specified for the field '[\s\S]*?' could not be found in the input '([\s\S]*)'$/;
const IN_CALL = /The JsonPath argument for the field '([\s\S]+?)' could not be found in the input '([\s\S]*)'$/;
const INVALID = /^Invalid path '([\s\S]+?)' ?: (?!Expected(?! to find an object with property))/;
const NO_VALUE = /^The \w+Path parameter does not reference an input value: (\S[\s\S]*)$/;
const NOTHING = /^The JSONata expression '([\s\S]+)' specified for the field '[^']*' returned nothing \(undefined\)\.$/;

/** Where AWS says the error arose; what stands behind is what went wrong. */
export const PLACE = /^An error occurred while executing the state '([\s\S]*?)' \(entered at the event id #(\d+)\)\. /;

/** What AWS says without the place. */
export function bareCause(cause: string): string {
  return cause.replace(PLACE, '');
}

/** The JSONata expression that gave nothing, where AWS says so. */
export function expressionOfNothing(cause: string): string | undefined {
  return NOTHING.exec(bareCause(cause))?.[1];
}

export function findMissing(failure: MissingIn): Missing | undefined {
  const cause = bareCause(failure.cause);
  const told = IN_DOCUMENT.exec(cause) ?? IN_CALL.exec(cause);
  if (told) return missingPath(told[1]!, failure, parsedJson(told[2]));
  const path = (INVALID.exec(cause) ?? NO_VALUE.exec(cause))?.[1];
  if (path !== undefined) return missingPath(path, failure);
  const expression = expressionOfNothing(failure.cause);
  return expression === undefined ? undefined : missingInJsonata(expression, failure);
}

function missingPath(written: string, failure: MissingIn, told?: Json): Missing | undefined {
  const path = parsePath(written);
  if (isQueryProblem(path)) return undefined;
  const steps = definiteSteps(path);
  if (!steps) return undefined;
  const { root } = path;
  // It selects from what the state has made of its result, which no event tells.
  if (told === undefined && written === failure.state?.definition['OutputPath']) return undefined;
  const isInputPath = written === failure.state?.definition['InputPath'];
  const document =
    root.kind === 'variable'
      ? failure.variable(root.name)
      : (told ?? (root.kind !== 'input' ? undefined : isInputPath ? failure.input() : effectiveInput(failure)));
  const start = root.kind === 'variable' ? `$${root.name}` : root.kind === 'context' ? '$$' : '$';
  return missingIn(written, root.kind, steps, document, (others) => `${start}${others.map(pathStep).join('')}`);
}

function definiteSteps(path: ParsedPath): Steps | undefined {
  const steps = path.steps.map((step) => {
    if (step.kind === 'property' && step.names.length === 1) return step.names[0]!;
    return step.kind === 'indices' && step.indices.length === 1 ? step.indices[0]! : undefined;
  });
  return steps.every((step) => step !== undefined) ? steps : undefined;
}

/** What the fields of a JSONPath state read: its input behind InputPath. */
export function effectiveInput({ state, input }: Pick<Failure, 'state' | 'input'>): Json | undefined {
  const all = input();
  const inputPath = state?.definition['InputPath'];
  if (all === undefined || typeof inputPath !== 'string') return inputPath === null ? {} : all;
  const path = compilePath(inputPath);
  if (isQueryProblem(path) || path.parsed.root.kind !== 'input') return undefined;
  const found = path.evaluate(all);
  return found.found ? found.value : undefined;
}

const NAME = String.raw`(?:\.(?:[A-Za-z_]\w*|\x60[^\x60]+\x60)|\[-?\d+\])`;
/** A path and nothing else, or one that a function of JSONata's is asked for alone. */
const ALONE = new RegExp(String.raw`^(?:\$[a-zA-Z]+\(\s*)*\$(\w+)(${NAME}*)(?:\s*\))*$`);
const STATES_MEMBERS: Readonly<Record<string, Missing['root']>> = { input: 'input', result: 'result' };

function missingInJsonata(expression: string, failure: MissingIn): Missing | undefined {
  const [, name, behind] = ALONE.exec(expression.trim()) ?? [];
  if (name === undefined || behind === undefined) return undefined;
  const [first, ...others] = [...behind.matchAll(new RegExp(NAME, 'g'))].map(([step]) => jsonataStep(step));
  if (name !== 'states') {
    const steps = first === undefined ? [] : [first, ...others];
    return missingIn(
      expression,
      'variable',
      steps,
      failure.variable(name),
      (all) => `$${name}${all.map(jsonataText).join('')}`,
    );
  }
  const root = typeof first === 'string' && Object.hasOwn(STATES_MEMBERS, first) ? STATES_MEMBERS[first] : undefined;
  if (!root) return undefined;
  const document = root === 'input' ? failure.input() : failure.result();
  return missingIn(expression, root, others, document, (all) => `$states.${root}${all.map(jsonataText).join('')}`);
}

function missingIn(
  written: string,
  root: Missing['root'],
  steps: Steps,
  document: Json | undefined,
  rewritten: Missing['rewritten'],
): Missing | undefined {
  if (document === undefined || steps.length === 0) return undefined;
  let found = 0;
  while (found < steps.length && valueAt(document, steps.slice(0, found + 1)) !== undefined) found++;
  if (found === steps.length) return undefined;
  return { written, root, steps, document, found, holder: valueAt(document, steps.slice(0, found))!, rewritten };
}

function pathStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `['${step.replace(/[\\']/g, String.raw`\$&`)}']`;
}

function jsonataStep(text: string): string | number {
  if (text.startsWith('[')) return Number(text.slice(1, -1));
  return text.startsWith('.`') ? text.slice(2, -1) : text.slice(1);
}

function jsonataText(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `.\`${step}\``;
}

/** In JSONata, what steps lead to in the JSON of a text. @param text the path to the text */
export function parsedAt(text: string, steps: Steps, { rewritten }: Pick<Missing, 'rewritten'>): string {
  return `$parse(${text})${rewritten(steps).replace(/^\$(?:states\.)?\w+/, '')}`;
}

/** Names in an object; of anything else there are none. */
export function namesIn(value: Json): readonly string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}
