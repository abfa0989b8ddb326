import type { Json } from '../json';
import { phrase } from '../l10n/phrase';
import type { Span } from '../syntax/tree';
import { LOCAL_REGION } from '../template/localAddress';
import type { ValueKey } from '../values';
import { convert } from './convert';
import { evaluate } from './evaluate';
import { expand } from './expand';
import type { Expanded } from './expand';
import { keyText } from './keyText';
import { handedProvider } from './provider';
import { attributeIn } from './attributeIn';
import { ResourceInstance } from './resource';
import { literalText } from './tree';
import type { Block, Expression, HclBody } from './tree';
import { undefinedVariable } from './undefinedVariable';
import { fromJson, plain, Unknown } from './value';
import type { Attributed, HclValue, Host, Scope } from './value';

/** A file of a module, as it was read. */
export interface ModuleFile {
  /** Absolute. */
  readonly path: string;
  readonly body: HclBody;
  /** Zero-based. */
  lineAt(offset: number): number;
}

/** The text of a module: the files of a folder. */
export interface ModuleText {
  /** Absolute. */
  readonly folder: string;
  readonly files: readonly ModuleFile[];
  /** It stands for a module that others publish and that is not in this tree. */
  readonly isStandIn?: boolean;
  /** Of one of which only its use is known: which of its outputs stands for one of another name. */
  readonly outputLike?: (name: string) => string | undefined;
}

/** What a module is given by the configuration it is part of. */
export interface ModuleSetting {
  readonly host: Host;
  /** Absolute path of the folder of the root module. */
  readonly root: string;
  /** The text of a module by its `source`, as seen from a folder, and by the names of what it is handed; undefined where it is not here. */
  load(source: string, folder: string, address: string, handed: readonly string[]): ModuleText | undefined;
  /** What a person has given. */
  given(key: ValueKey): Json | undefined;
  /** The region that a person has chosen for all of it. */
  readonly region?: string;
  /** What files of values and the environment say of a variable of the root. */
  variable(name: string, type: Expression | undefined): HclValue | undefined;
  /** Hears, as a sentence, of what is too much to read. */
  tell(limit: string): void;
}

/** A block with the file it stands in. */
export interface PlacedBlock {
  readonly block: Block;
  readonly file: ModuleFile;
}

/** A resource or a data source, before `count` and `for_each`. */
export interface Resource extends PlacedBlock {
  readonly isData: boolean;
  readonly type: string;
  readonly name: string;
}

/** What calls a module that is not the root. */
export interface ModuleCall {
  readonly address: string;
  readonly inputs: (name: string) => HclValue | undefined;
  /** The region of the provider that has an alias in the module. */
  readonly region: (alias: string) => string;
  readonly place: { readonly file: string; readonly line: number };
  readonly depth: number;
}

/** More than anybody nests: a module may call itself by mistake. */
const DEEPEST_CALL = 12;

/** A module with its values: each is worked out when it is first asked for. */
export class Module implements Attributed {
  readonly resources: readonly Resource[];
  private readonly byAddress: ReadonlyMap<string, Resource>;
  private readonly types: ReadonlySet<string>;
  private readonly memo = new Map<string, HclValue | 'busy'>();
  private readonly expanded = new Map<object, Expanded<ResourceInstance> | Expanded<Module> | undefined>();

  constructor(
    readonly text: ModuleText,
    readonly setting: ModuleSetting,
    readonly call?: ModuleCall,
  ) {
    this.resources = this.blocks('resource', 'data', 'ephemeral').flatMap(({ block, file }) => {
      const [type, name] = block.labels;
      if (!type || !name) return [];
      return [{ block, file, isData: block.type !== 'resource', type: type.text, name: name.text }];
    });
    const { resources } = this;
    this.byAddress = new Map(resources.map((each) => [addressOf(each.isData, each.type, each.name), each]));
    this.types = new Set(resources.filter(({ isData }) => !isData).map(({ type }) => type));
  }

  /** `module.orders.`, or nothing for the root. */
  get prefix(): string {
    return this.call ? `${this.call.address}.` : '';
  }

  /** An output. */
  attribute(name: string): HclValue {
    return this.once(`output.${name}`, () => {
      const outputCalled = (wanted: string | undefined): PlacedBlock | undefined =>
        this.blocks('output').find(({ block }) => block.labels[0]?.text === wanted);
      const output = outputCalled(name) ?? outputCalled(this.text.outputLike?.(name));
      const value = output && attributeIn(output.block.body, 'value');
      if (!output || !value) return this.unset('data', name, phrase`The module has no output ${name}.`, true);
      return evaluate(value.value, this.scope(output.file));
    });
  }

  /** What a provider of AWS's says, by its alias: its block here, else that of who calls the module. */
  region(alias = ''): string {
    const { region: chosen } = this.setting;
    const region = this.once(`provider.aws.${alias}`, () => {
      const place = this.blocks('provider').find(
        ({ block }) =>
          block.labels[0]?.text === 'aws' && (literalText(attributeIn(block.body, 'alias')?.value) ?? '') === alias,
      );
      const written = place && attributeIn(place.block.body, 'region');
      if (written) return evaluate(written.value, this.scope(place.file));
      return this.call?.region(alias) ?? LOCAL_REGION;
    });
    const known = plain(region);
    return chosen ?? (typeof known === 'string' && known !== '' ? known : LOCAL_REGION);
  }

  scope(file: ModuleFile): Scope {
    return { file: file.path, host: this.setting.host, lookUp: (name) => this.lookUp(name) };
  }

  blocks(...types: string[]): PlacedBlock[] {
    return this.text.files.flatMap((file) =>
      file.body.blocks.filter(({ type }) => types.includes(type)).map((block) => ({ block, file })),
    );
  }

  /** The resources that `count` or `for_each` make of one. */
  instancesOf(resource: Resource): Expanded<ResourceInstance> {
    return this.expandOnce(
      resource,
      resource,
      (scope, key) => new ResourceInstance(this, resource, scope, key),
    ) as Expanded<ResourceInstance>;
  }

  /** All modules that this one calls, once for each of `count` and `for_each`. */
  get calls(): readonly {
    readonly place: PlacedBlock;
    readonly source: string;
    readonly modules: Expanded<Module> | undefined;
  }[] {
    return this.blocks('module').map((place) => ({
      place,
      source: literalText(attributeIn(place.block.body, 'source')?.value) ?? '',
      modules: this.modulesOf(place),
    }));
  }

  placeOf(span: Span, file: ModuleFile): { readonly file: string; readonly line: number } {
    return { file: file.path, line: file.lineAt(span.start) };
  }

  /** What is not known, unless a person has given it. */
  unset(kind: 'data' | 'var', name: string, why: string, isMistake = false): HclValue {
    const key: ValueKey = `${kind}:${this.prefix}${name}`;
    const given = this.setting.given(key);
    return given === undefined ? new Unknown([{ key, why }], isMistake) : fromJson(given);
  }

  private lookUp(name: string): HclValue | undefined {
    switch (name) {
      case 'var':
        return { attribute: (each) => this.variable(each) };
      case 'local':
        return { attribute: (each) => this.local(each) };
      case 'module':
        return { attribute: (each) => this.child(each) };
      case 'data':
        return { attribute: (type) => ({ attribute: (each) => this.resource(true, type, each) }) };
      case 'ephemeral':
        return { attribute: (type) => ({ attribute: (each) => this.resource(true, type, each) }) };
      case 'path':
        return new Map([
          ['module', this.text.folder],
          ['root', this.setting.root],
          ['cwd', this.setting.root],
        ]);
      case 'terraform':
      case 'tofu':
        return new Map([['workspace', 'default']]);
      default:
        // A type of resources; a name alone that nothing declares is none.
        return this.types.has(name) ? { attribute: (each) => this.resource(false, name, each) } : undefined;
    }
  }

  private resource(isData: boolean, type: string, name: string): HclValue {
    const address = addressOf(isData, type, name);
    const found = this.byAddress.get(address);
    if (!found) return this.unset('data', address, phrase`Nothing declares ${address}.`, true);
    return valueOf(this.instancesOf(found));
  }

  private child(name: string): HclValue {
    const place = this.blocks('module').find(({ block }) => block.labels[0]?.text === name);
    if (!place) return Unknown.mistake(`module.${name}`, phrase`Nothing declares ${`module.${name}`}.`);
    const modules = this.modulesOf(place);
    if (modules) return valueOf(modules);
    const source = literalText(attributeIn(place.block.body, 'source')?.value) ?? '';
    return {
      attribute: (output) => {
        const why = phrase`The module ${source || name} is not in this project.`;
        const value = this.unset('data', `module.${name}.${output}`, why);
        return value instanceof Unknown ? this.suggested(value, place, output) : value;
      },
    };
  }

  /** What a module is handed often is what it gives under the same name: `table_name`. */
  private suggested({ parts, isMistake }: Unknown, { block, file }: PlacedBlock, output: string): Unknown {
    const handed = attributeIn(block.body, output)?.value;
    const text = handed && plain(evaluate(handed, this.scope(file)));
    if (typeof text !== 'string') return new Unknown(parts, isMistake);
    const suggestions = [text];
    return new Unknown(
      parts.map((part) => (typeof part === 'string' ? part : { ...part, suggestions })),
      isMistake,
    );
  }

  private modulesOf(place: PlacedBlock): Expanded<Module> | undefined {
    const { block, file } = place;
    const depth = (this.call?.depth ?? 0) + 1;
    const name = block.labels[0]?.text ?? '';
    const source = literalText(attributeIn(block.body, 'source')?.value);
    const address = `${this.prefix}module.${name}`;
    if (source === undefined || depth > DEEPEST_CALL) return undefined;
    if (this.expanded.has(block)) return this.expanded.get(block) as Expanded<Module> | undefined;
    const handed = block.body.attributes.map((each) => each.name);
    const text = this.setting.load(source, this.text.folder, address, handed);
    if (!text) {
      this.expanded.set(block, undefined);
      return undefined;
    }
    return this.expandOnce(block, place, (scope, key) => {
      const inputs = (input: string): HclValue | undefined => {
        const written = attributeIn(block.body, input);
        return written && evaluate(written.value, scope);
      };
      const region = (alias: string): string => this.region(handedProvider(block, alias) ?? '');
      const call = { address: address + keyText(key), inputs, region, place: this.placeOf(block.span, file), depth };
      return new Module(text, this.setting, call);
    }) as Expanded<Module>;
  }

  private expandOnce<T>(
    of: object,
    { block, file }: PlacedBlock,
    make: (scope: Scope, key: string | number | undefined) => T,
  ): Expanded<T> {
    const known = this.expanded.get(of);
    if (known) return known as Expanded<T>;
    const made = expand(block.body, this.scope(file), make);
    if (made.cutFrom !== undefined) {
      const address = this.prefix + block.labels.map(({ text }) => text).join('.');
      this.setting.tell(
        phrase`Only the first ${made.items.length} of the ${made.cutFrom} instances of ${address} are read.`,
      );
    }
    this.expanded.set(of, made as Expanded<ResourceInstance>);
    return made;
  }

  private local(name: string): HclValue {
    return this.once(`local.${name}`, () => {
      for (const { block, file } of this.blocks('locals')) {
        const found = attributeIn(block.body, name);
        if (found) return evaluate(found.value, this.scope(file));
      }
      return Unknown.mistake(`local.${name}`, phrase`Nothing declares ${`local.${name}`}.`);
    });
  }

  private variable(name: string): HclValue {
    return this.once(`var.${name}`, () => {
      const declared = this.blocks('variable').find(({ block }) => block.labels[0]?.text === name);
      const body = declared?.block.body;
      const type = body && attributeIn(body, 'type')?.value;
      const scope = this.scope(declared?.file ?? this.text.files[0]!);
      const given = this.call ? this.call.inputs(name) : this.rootVariable(name, type);
      const fallback = body && attributeIn(body, 'default');
      const isNullable = !body || attributeIn(body, 'nullable')?.value.kind !== 'literal';
      if (given !== undefined && (isNullable || plain(given) !== null)) return convert(given, type, scope);
      if (fallback) return convert(evaluate(fallback.value, scope), type, scope);
      const key: ValueKey = `var:${this.prefix}${name}`;
      const answer = this.call ? this.setting.given(key) : undefined;
      if (answer !== undefined) return convert(fromJson(answer), type, scope);
      if (!declared) return new Unknown([{ key, why: phrase`Nothing declares ${`var.${name}`}.` }], true);
      return undefinedVariable(key, declared, this.placeOf(declared.block.span, declared.file), scope);
    });
  }

  private rootVariable(name: string, type: Expression | undefined): HclValue | undefined {
    const answer = this.setting.given(`var:${name}`);
    return answer === undefined ? this.setting.variable(name, type) : fromJson(answer);
  }

  /** What refers to itself is not known. */
  private once(name: string, work: () => HclValue): HclValue {
    const known = this.memo.get(name);
    if (known === 'busy') return Unknown.mistake(name, phrase`${name} refers to itself.`);
    if (known !== undefined) return known;
    this.memo.set(name, 'busy');
    const value = work();
    this.memo.set(name, value);
    return value;
  }
}

function addressOf(isData: boolean, type: string, name: string): string {
  return `${isData ? 'data.' : ''}${type}.${name}`;
}

/** What a reference to something means that `count` or `for_each` may have made many of. */
function valueOf<T extends Attributed>(expanded: Expanded<T>): HclValue {
  switch (expanded.kind) {
    case 'one':
      return expanded.items[0]!.value;
    case 'list':
      return expanded.items.map(({ value }) => value);
    case 'map':
      return new Map(expanded.items.map(({ key, value }) => [String(key), value]));
    case 'any': {
      const { value } = expanded.items[0]!;
      return { attribute: () => value };
    }
  }
}
