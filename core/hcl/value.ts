/** Values of expressions, as far as they can be known without a deployment. */
import type { Json } from '../json';
import { isExactNumber } from '../jsonNumber';
import { setOwn } from '../syntax/value';
import type { UnsetValue } from '../values';
import { fillerOf } from '../values';
import { hclNumber, jsonNumberOf, type HclNumber } from './numbers';
import type { Expression, TemplateExpression } from './tree';

export type HclValue =
  null | boolean | HclNumber | string | readonly HclValue[] | HclMap | Unknown | Sourced | Attributed;

/** Objects and maps. */
export type HclMap = ReadonlyMap<string, HclValue>;

/** What nobody knows before a deployment: the key by which a person may give it. */
export type UnknownSource = Omit<UnsetValue, 'filler'>;

/** A value that is not known, or a text with such values in it. */
export class Unknown {
  /** @param isMistake whether `try` passes it over */
  constructor(
    readonly parts: readonly (string | UnknownSource)[],
    readonly isMistake = false,
  ) {}

  static of(source: UnknownSource): Unknown {
    return new Unknown([source]);
  }

  static mistake(expression: string, why: string): Unknown {
    return new Unknown([{ key: `other:${expression}`, why }], true);
  }

  /** The same with its known parts changed. */
  mapped(change: (part: string) => string): Unknown {
    return new Unknown(
      this.parts.map((part) => (typeof part === 'string' ? change(part) : part)),
      this.isMistake,
    );
  }
}

/** A text or a path that tells where it comes from. */
export class Sourced {
  private known: { readonly value: HclValue } | undefined;

  constructor(
    private readonly make: () => HclValue,
    readonly origin: Origin,
  ) {}

  get value(): HclValue {
    return (this.known ??= { value: plain(this.make()) }).value;
  }
}

export type Origin =
  /** The contents of a file, as they are or as a template with these names. */
  | { readonly kind: 'file'; readonly path: string; readonly variables?: HclMap }
  /** A heredoc or a text in quotes. */
  | { readonly kind: 'template'; readonly expression: TemplateExpression; readonly scope: Scope }
  /** What `jsonencode` is given. */
  | { readonly kind: 'json'; readonly expression: Expression; readonly scope: Scope }
  /** An attribute of a resource. */
  | { readonly kind: 'resource'; readonly resource: object; readonly attribute: string };

/** What has attributes that are worked out when they are asked for: a resource, a module, `var`. */
export interface Attributed {
  /** Names an object whose attributes are not known one by one. */
  attribute(name: string): HclValue;
}

/** What names mean where an expression stands. */
export interface Scope {
  /** Absolute path of the file that the expression stands in. */
  readonly file: string;
  /** `var`, `local`, `aws_sqs_queue`, `each`, the name of a `for`; undefined of what nothing declares. */
  lookUp(name: string): HclValue | undefined;
  /** What a tool around Terraform adds to its functions; undefined of any other. */
  call?(name: string, values: readonly HclValue[]): HclValue | undefined;
  readonly host: Host;
}

/** The files that functions read, by paths of any spelling. */
export interface Host {
  /** Absolute. */
  resolve(path: string): string;
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  /** Paths of files below a folder, relative to it, with `/`. */
  below(folder: string): readonly string[];
}

/** A scope with more names. */
export function scopeWith(scope: Scope, names: ReadonlyMap<string, HclValue>): Scope {
  return {
    file: scope.file,
    host: scope.host,
    lookUp: (name) => (names.has(name) ? names.get(name) : scope.lookUp(name)),
  };
}

export function isAttributed(value: HclValue | undefined): value is Attributed {
  return typeof value === 'object' && value !== null && 'attribute' in value;
}

export function isMap(value: HclValue | undefined): value is HclMap {
  return value instanceof Map;
}

export function isList(value: HclValue | undefined): value is readonly HclValue[] {
  return Array.isArray(value);
}

/** A value without the note of where it comes from. */
export function plain(value: HclValue): HclValue {
  let found = value;
  while (found instanceof Sourced) found = found.value;
  return found;
}

/** Notes what a text needs and nobody knows, and answers with what stands for it. */
export type Fill = (source: UnknownSource) => string;

/** Fills without a note: for what is only compared or shown. */
export const quietly: Fill = ({ key }) => fillerOf(key);

/** The text that a value becomes in a template; undefined of null and of what is no text. */
export function textOf(given: HclValue | undefined, fill: Fill): string | undefined {
  const value = given === undefined ? undefined : plain(given);
  if (value instanceof Unknown) {
    return value.parts.map((part) => (typeof part === 'string' ? part : fill(part))).join('');
  }
  return asText(value);
}

/** Of a text, a number and a truth value; undefined of anything else. */
export function asText(value: HclValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const isText = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isText ? String(value) : undefined;
}

/** The value as JSON; what is not known is its filler. */
export function jsonOf(given: HclValue, fill: Fill): Json {
  const value = plain(given);
  if (value instanceof Unknown) return textOf(value, fill) ?? null;
  if (isList(value)) return value.map((item) => jsonOf(item, fill));
  if (isMap(value)) {
    const object: { [key: string]: Json } = {};
    for (const [key, item] of value) setOwn(object, key, jsonOf(item, fill));
    return object;
  }
  if (isAttributed(value)) return jsonOf(value.attribute('id'), fill);
  if (typeof value === 'bigint') return jsonNumberOf(value);
  return value as Json;
}

/** A value of JSON as one of HCL. */
export function fromJson(json: Json): HclValue {
  if (Array.isArray(json)) return json.map(fromJson);
  if (isExactNumber(json)) return hclNumber(json.toString());
  if (typeof json !== 'object' || json === null) return json;
  return new Map(Object.entries(json).map(([key, item]) => [key, fromJson(item)]));
}

/** Of a list or an object, however deep: something that nobody knows. */
export function unknownIn(given: HclValue): Unknown | undefined {
  const value = plain(given);
  if (value instanceof Unknown) return value;
  const items = isList(value) ? value : isMap(value) ? [...value.values()] : [];
  for (const item of items) {
    const found = unknownIn(item);
    if (found) return found;
  }
  return undefined;
}

/** An object over another, objects within them likewise; a list goes behind the other's. Source: Terragrunt, "include", deep merge. */
export function deepMerged(under: HclValue, over: HclValue): HclValue {
  const [below, above] = [plain(under), plain(over)];
  if (isList(below) && isList(above)) return [...below, ...above];
  if (!isMap(below) || !isMap(above)) return over;
  const merged = new Map(below);
  for (const [key, value] of above) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : deepMerged(known, value));
  }
  return merged;
}
