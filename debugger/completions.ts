/**
 * What a person may type next in the console while the run is stopped: the members that the data really has, variables, functions.
 * A table by language: the first pattern that fits what stands before the cursor decides.
 */
import { INTRINSICS, intrinsicSignature } from '../core/catalog/intrinsics';
import { JSONATA_FUNCTIONS } from '../core/catalog/jsonataFunctions';
import type { PausePoint } from '../core/interpreter/host';
import { isJsonObject, type Json } from '../core/json';
import { evaluateExpression } from './expression';
import { typeName } from './valueText';

export interface Completion {
  readonly label: string;
  /** What is written, where it is not the label. */
  readonly text?: string;
  readonly type: 'property' | 'variable' | 'function';
  readonly detail?: string;
  /** Zero-based; what is replaced begins there, … */
  readonly start: number;
  /** … and is so long. */
  readonly length: number;
}

type Offer = Omit<Completion, 'start' | 'length'> & {
  /** It takes the place of the dot before it too: `$['a key']`. */
  readonly overDot?: boolean;
};

interface Continuation {
  /** Its last group is what was typed of the word. */
  readonly pattern: RegExp;
  offers(match: RegExpExecArray, point: PausePoint): readonly Offer[] | Promise<readonly Offer[]>;
}

type Language = 'JSONPath' | 'JSONata';

const PATH = String.raw`(\$\$?\w*(?:\.[A-Za-z_][\w-]*|\.${'`'}[^${'`'}]*${'`'}|\[(?:-?\d+|'[^']*'|"[^"]*")\])*)`;

const CONTINUATIONS: Record<Language, readonly Continuation[]> = {
  JSONPath: [
    { pattern: new RegExp(`${PATH}\\.([\\w-]*)$`), offers: (match, point) => members(match, point, 'JSONPath') },
    { pattern: new RegExp(`${PATH}\\['([^']*)$`), offers: (match, point) => members(match, point, 'bracket') },
    { pattern: /(\$\$?\w*)$/, offers: (_, point) => starts(point, ['$', '$$']) },
    { pattern: /(?:^|[\s(,])([A-Za-z][\w.]*)$/, offers: intrinsics },
    { pattern: /(?:^|[(,])\s*()$/, offers: (_, point) => [...starts(point, ['$', '$$']), ...intrinsics()] },
  ],
  JSONata: [
    { pattern: new RegExp(`${PATH}\\.(\`?[\\w-]*)$`), offers: (match, point) => members(match, point, 'JSONata') },
    { pattern: /(\$\w*)$/, offers: (_, point) => [...starts(point, ['$states']), ...jsonataFunctions()] },
    {
      pattern: /(?:^|[\s({[,:=+*/<>&?%-])()$/,
      offers: (_, point) => [...starts(point, ['$states']), ...jsonataFunctions()],
    },
  ],
};

/** @param before what stands before the cursor */
export async function completionsAt(before: string, point: PausePoint): Promise<Completion[]> {
  const isTemplate = /^\s*\{%/.test(before);
  const language: Language = isTemplate || point.state.queryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';
  for (const { pattern, offers } of CONTINUATIONS[language]) {
    const match = pattern.exec(before);
    if (!match) continue;
    const typed = match.at(-1) ?? '';
    const start = before.length - typed.length;
    const word = typed.replace('`', '').toLowerCase();
    return (await offers(match, point))
      .filter(({ label }) => label.toLowerCase().startsWith(word))
      .map(({ overDot, ...offer }) => ({
        ...offer,
        start: overDot ? start - 1 : start,
        length: typed.length + (overDot ? 1 : 0),
      }));
  }
  return [];
}

/** The members of what the path before the cursor gives. */
async function members(
  { 1: path = '' }: RegExpExecArray,
  point: PausePoint,
  written: Language | 'bracket',
): Promise<Offer[]> {
  const found = await evaluateExpression(written === 'JSONata' ? `{% ${path} %}` : path, point);
  if (!found.ok) return [];
  return [...membersOf(found.value, written)].map(([key, value]) => ({
    label: key,
    type: 'property',
    detail: typeName(value),
    ...spelled(key, written),
  }));
}

/** JSONata reads through the items of an array, JSONPath does not. */
function membersOf(value: Json, written: Language | 'bracket'): Map<string, Json> {
  if (isJsonObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value) || written !== 'JSONata') return new Map();
  return new Map(value.filter(isJsonObject).flatMap((item) => Object.entries(item)));
}

function spelled(key: string, written: Language | 'bracket'): Pick<Offer, 'text' | 'overDot'> {
  if (written === 'bracket') return { text: `${key.replace(/'/g, "\\'")}']` };
  if (/^[A-Za-z_]\w*$/.test(key)) return {};
  if (written === 'JSONata') return { text: `\`${key}\`` };
  return { text: `['${key.replace(/'/g, "\\'")}']`, overDot: true };
}

function starts({ data }: PausePoint, roots: readonly string[]): Offer[] {
  const variables = Object.entries(data.variables).map(([name, value]): Offer => ({
    label: `$${name}`,
    type: 'variable',
    detail: typeName(value),
  }));
  return [...roots.map((label): Offer => ({ label, type: 'variable' })), ...variables];
}

function intrinsics(): Offer[] {
  return INTRINSICS.map((spec) => ({
    label: spec.name,
    text: `${spec.name}(`,
    type: 'function',
    detail: intrinsicSignature(spec),
  }));
}

function jsonataFunctions(): Offer[] {
  return JSONATA_FUNCTIONS.map(({ name, signature }) => ({
    label: `$${name}`,
    text: `$${name}(`,
    type: 'function',
    detail: signature,
  }));
}
