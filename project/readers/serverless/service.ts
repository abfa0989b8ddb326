/** One service as its configuration has it, variables resolved where they are asked for. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import { isContainer, isJsonObject, type Json, type JsonObject } from '../../../core/json';
import { doubleOf, isExactNumber } from '../../../core/jsonNumber';
import { setOwn } from '../../../core/syntax/value';
import { LOCAL_REGION } from '../../../core/template';
import { layerLogicalId, parseVariables, type Variable, type VariableText } from '../../../core/serverless';
import { hasFiller, type UnsetValue, type Values } from '../../../core/values';
import { parseDotenv } from '../../dotenv';
import type { Files } from '../../files';
import type { ProjectProblem, StackSettings } from '../../project';
import { dotenvVariables } from './dotenvPlugin';
import { childOf, childrenOf, finalPart, placeOf, type Entry, type Part } from './part';
import type { Neighbours } from './neighbours';
import { readPart, type PartFile } from './readPart';
import { VARIABLE_SOURCES } from './variableSources';

/** Characters of one text, values of one service: more than a deployment takes. A chain of doubled variables grows without end. */
const LONGEST_TEXT = 1024 * 1024;
const MOST_VALUES = 200_000;
const DEEPEST = 200;

export interface ServiceOptions {
  readonly files: Files;
  readonly values: Values;
  readonly settings?: StackSettings;
  readonly neighbours?: Neighbours;
}

export class Service {
  /** Absolute; paths of the configuration begin here. */
  readonly folder: string;
  readonly files: Files;
  readonly values: Values;
  private readonly told = new Map<string, ProjectProblem>();
  private readonly read = new Map<string, PartFile>();
  private readonly resolved = new Map<string, Part | undefined>();
  private readonly open = new Set<string>();
  private knownStage?: string;
  private isFindingStage = false;
  private knownEnvironment?: { readonly [name: string]: string };
  private valuesLeft = MOST_VALUES;

  constructor(
    readonly root: Part,
    private readonly options: ServiceOptions,
    folder = path.dirname(root.source.file),
  ) {
    this.folder = folder;
    this.files = options.files;
    this.values = options.values;
  }

  get problems(): ProjectProblem[] {
    const others = [...this.read.values()].flatMap((found) => ('root' in found ? [found.root] : []));
    const leftOut = [this.root, ...others].flatMap(({ source }) => source.leftOut?.() ?? []);
    for (const part of leftOut)
      this.tell(phrase`What stands here is only known when it runs, so it is left out.`, part);
    return [...this.told.values()];
  }

  tell(message: string, part: Pick<Part, 'at' | 'source'>): void {
    const place = placeOf(part);
    this.told.set(`${message}\0${place.file}\0${place.line}`, { message, place });
  }

  /** Files that were read besides the main one. */
  get filesRead(): string[] {
    return [...this.read].flatMap(([file, found]) => ('root' in found ? [file] : []));
  }

  /** The stage it is deployed to, where nobody says otherwise: `dev`. */
  get stage(): string {
    if (this.knownStage !== undefined) return this.knownStage;
    const given = this.givenStage;
    if (given !== undefined) return (this.knownStage = given);
    if (this.isFindingStage) return 'dev';
    this.isFindingStage = true;
    const stage = this.textAt('provider', 'stage') ?? 'dev';
    this.isFindingStage = false;
    return (this.knownStage = hasFiller(stage) ? 'dev' : stage);
  }

  /** What a person has said. */
  get givenStage(): string | undefined {
    const given = this.values.given('opt:stage') ?? this.options.settings?.stage;
    return given === undefined ? undefined : String(given);
  }

  /** What a person has said. */
  get givenRegion(): string | undefined {
    const given = this.values.given('opt:region') ?? this.options.settings?.region;
    return given === undefined ? undefined : String(given);
  }

  /** The region it is deployed to. */
  get region(): string {
    const region = this.givenRegion ?? this.textAt('provider', 'region');
    return region === undefined || hasFiller(region) ? LOCAL_REGION : region;
  }

  /** What `.env` says, where the framework reads it: by wish up to version 3, always from 4 on. */
  get environment(): { readonly [name: string]: string } {
    if (this.knownEnvironment) return this.knownEnvironment;
    const version = childOf(this.root, 'frameworkVersion')?.raw;
    const isOld = typeof version === 'string' && /^\D*[123](\D|$)/.test(version);
    if (isOld && childOf(this.root, 'useDotenv')?.raw !== true) {
      // What the plugin's own settings name is nothing of what it reads.
      this.knownEnvironment = {};
      return (this.knownEnvironment = dotenvVariables(this).environment);
    }
    const names = this.isFindingStage ? ['.env'] : [`.env.${this.stage}`, '.env'];
    const texts = names.map((name) => this.files.read(path.join(this.folder, name)).text);
    const found = parseDotenv(texts.find((text) => text !== undefined) ?? '');
    if (!this.isFindingStage) this.knownEnvironment = found;
    return found;
  }

  /** Names of packages. */
  get plugins(): string[] {
    return this.items(this.at('plugins', 'modules') ?? this.at('plugins')).flatMap((item) => this.text(item) ?? []);
  }

  hasPlugin(name: string): boolean {
    return this.plugins.includes(name);
  }

  /** The services around it. */
  get neighbours(): Neighbours | undefined {
    return this.options.neighbours;
  }

  /** The folder of one of its own layers, or its archive, by what stands for its ARN. */
  layerFolder(arn: string): string | undefined {
    const layer = this.entries(this.at('layers')).find(({ key }) =>
      [arn, `${arn}LambdaLayer`].includes(layerLogicalId(key)),
    );
    // What is packed already goes before the folder.
    const artifact = layer && this.text(this.follow(layer.part, ['package', 'artifact']));
    const folder = artifact ?? (layer && this.text(this.follow(layer.part, ['path'])));
    return folder === undefined ? undefined : path.resolve(this.folder, folder);
  }

  file(file: string): PartFile {
    const known = this.read.get(file) ?? readPart(file, this.folder, this.files);
    this.read.set(file, known);
    return known;
  }

  /** What a path of names leads to. */
  at(...names: readonly string[]): Part | undefined {
    const found = this.follow(this.root, names);
    // Up to version 2 a service could be a map, and its name stood for it.
    return names.length === 1 && names[0] === 'service' && isJsonObject(found?.raw)
      ? this.follow(found, ['name'])
      : found;
  }

  follow(from: Part | undefined, names: readonly (string | number)[]): Part | undefined {
    let part = from && this.resolve(from);
    for (const name of names) {
      const child = part && (childOf(part, name) ?? this.memberOfUnknown(part, name));
      part = child && this.resolve(child);
    }
    return part?.raw === null ? undefined : part;
  }

  /** A member of what nobody has given: `secret:db#password`. */
  private memberOfUnknown(part: Part, name: string | number): Part | undefined {
    if (!part.asked) return undefined;
    const { key } = part.asked;
    const asked = { ...part.asked, key: `${key}${key.includes('#') ? '.' : '#'}${name}` } as const;
    return { ...this.unknown(asked, part), asked };
  }

  /** What a person has given for a key, else what stands for it. */
  private unknown(asked: Omit<UnsetValue, 'filler'>, part: Part): Part {
    const given = this.values.given(asked.key);
    return finalPart(given ?? this.values.unset(asked), part);
  }

  textAt(...names: readonly string[]): string | undefined {
    return this.text(this.at(...names));
  }

  /** Texts, numbers and truth values as text. */
  text(part: Part | undefined): string | undefined {
    const raw = part && this.resolve(part)?.raw;
    return raw === undefined || raw === null || isContainer(raw) ? undefined : String(inDouble(raw));
  }

  /** Of a map; of a list of maps theirs; a list's other items by their index. */
  entries(part: Part | undefined): Entry[] {
    const whole = part && this.resolve(part);
    if (!whole) return [];
    if (!Array.isArray(whole.raw)) return childrenOf(whole);
    return childrenOf(whole).flatMap(({ part: item }) => {
      const map = this.resolve(item);
      return map && isJsonObject(map.raw) ? childrenOf(map) : [];
    });
  }

  items(part: Part | undefined): Part[] {
    const whole = part && this.resolve(part);
    if (!whole || !Array.isArray(whole.raw)) return [];
    return childrenOf(whole).flatMap((entry) => this.resolve(entry.part) ?? []);
  }

  /** The plain value, all variables in it resolved. */
  plain(part: Part | undefined, depth = 0): Json | undefined {
    const whole = part && this.resolve(part);
    if (!whole) return undefined;
    const { raw } = whole;
    if (!isContainer(raw)) return inDouble(raw);
    if (depth > DEEPEST || --this.valuesLeft < 0) return this.tooMuch(whole);
    if (whole.isFinal) return raw;
    const children = childrenOf(whole).map(({ key, part: child }) => [key, this.plain(child, depth + 1)] as const);
    if (Array.isArray(raw)) return children.map(([, value]) => value ?? null);
    const object: JsonObject = {};
    for (const [key, value] of children) setOwn(object, key, value ?? null);
    return object;
  }

  /** A part as it is after its own variable; undefined where that has no value. */
  resolve(part: Part): Part | undefined {
    if (part.isFinal || typeof part.raw !== 'string' || !part.raw.includes('$')) return part;
    const key = `${part.source.file}\0${part.at}\0${part.raw}`;
    if (this.resolved.has(key)) return this.resolved.get(key);
    if (this.open.has(key) || this.open.size > DEEPEST) {
      this.tell(phrase`${part.raw} refers to itself.`, part);
      return undefined;
    }
    this.open.add(key);
    const found = this.evaluate(part, part.raw);
    this.open.delete(key);
    // What was asked while the stage was being looked for may be another when it is known.
    if (!this.isFindingStage) this.resolved.set(key, found);
    return found;
  }

  private evaluate(part: Part, raw: string): Part | undefined {
    for (const [written, source, address] of raw.matchAll(MISSPELT)) {
      this.tell(phrase`${written} is not a variable. Write \${${source!}:${address!}}.`, part);
    }
    const parsed = parseVariables(raw);
    if (!parsed) return part;
    const [first] = parsed;
    if (parsed.length === 1 && first !== undefined && typeof first !== 'string') return this.variable(first, part, raw);
    return finalPart(this.joined(parsed, part, raw), part);
  }

  private joined(parsed: VariableText, part: Part, raw: string): string {
    let text = '';
    for (const each of parsed) {
      if (typeof each === 'string') text += each;
      else {
        const value = this.plain(this.variable(each, part, raw)) ?? '';
        if (typeof value === 'object')
          this.tell(phrase`${raw.slice(each.start, each.end)} cannot stand within a text.`, part);
        else text += String(value);
      }
      if (text.length > LONGEST_TEXT) return String(this.tooMuch(part));
    }
    return text;
  }

  /** @param raw the text that the variable stands in */
  private variable({ sources, start, end }: Variable, part: Part, raw: string): Part | undefined {
    const written = raw.slice(start, end);
    for (const [index, source] of sources.entries()) {
      if ('literal' in source) return source.literal === null ? undefined : finalPart(source.literal, part);
      const kind = Object.hasOwn(VARIABLE_SOURCES, source.type) ? VARIABLE_SOURCES[source.type] : undefined;
      if (!kind) {
        // The framework refuses a source that it does not know: a plugin brings it.
        const key = `other:${raw.slice(start + 2, end - 1)}` as const;
        const why = phrase`A plugin of the framework gives it.`;
        return this.unknown({ key, why, place: placeOf(part) }, part);
      }
      const call = {
        service: this,
        part,
        parameters: source.parameters.map((each) => this.joined(each, part, raw)),
        address: source.address && this.joined(source.address, part, raw),
      };
      const asked = kind.unset?.(call);
      const given = asked && this.values.given(asked.key);
      if (given !== undefined) return finalPart(given, part);
      const isLast = index === sources.length - 1;
      const value = kind.value?.(call) ?? (isLast ? kind.byDefault?.(call) : undefined);
      if (value) return this.resolve(value);
      if (asked && (kind.isElsewhere || isLast)) {
        if (kind.missing) this.tell(kind.missing(call, written), part);
        const fallbacks = sources.flatMap((each) =>
          'literal' in each && each.literal !== '' ? String(each.literal) : [],
        );
        const suggestions = [...fallbacks, ...(asked.suggestions ?? [])];
        const whole = { place: placeOf(part), ...asked, ...(suggestions.length ? { suggestions } : {}) };
        return { ...this.unknown(whole, part), ...(kind.mayBeMap && { asked: whole }) };
      }
      if (isLast && kind.missing) {
        this.tell(kind.missing(call, written), part);
        const why = phrase`The project does not give it.`;
        return this.unknown({ key: `other:${raw.slice(start + 2, end - 1)}`, why, place: placeOf(part) }, part);
      }
    }
    return undefined;
  }

  private tooMuch(part: Part): Json {
    this.tell(phrase`The variables here expand to more than can be read.`, part);
    return '…';
  }
}

/** `${self.custom.x}`: what has a dot after its source is text to the framework, and never meant as such. */
const MISSPELT = /\$\{(self|opt|env|param|sls)\.([\w.-]+)\}/g;

/** The framework's numbers are JavaScript's. */
function inDouble(value: Exclude<Json, Json[] | JsonObject>): null | boolean | number | string {
  return isExactNumber(value) ? doubleOf(value) : value;
}
