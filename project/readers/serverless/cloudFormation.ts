/** CloudFormation's functions in a service: what they point at are the resources that the framework makes, and those of `resources`. */
import { phrase } from '../../../core/l10n/phrase';
import { isJsonObject, type Json, type JsonObject } from '../../../core/json';
import { parseDocument } from '../../../core/syntax';
import { setOwn } from '../../../core/syntax/value';
import { LONE_STACK, readTemplate, type Template } from '../../../core/template';
import { namePropertyOf } from '../../../core/template/localAddress';
import { isPseudoParameter } from '../../../core/template/pseudoParameters';
import { own } from '../../../core/template/resolution';
import type { ValueKey } from '../../../core/values';
import { placeOf, type Part } from './part';
import type { Service } from './service';

const SECTIONS = ['Resources', 'Parameters', 'Mappings', 'Conditions'] as const;
type Section = (typeof SECTIONS)[number];

/** What the framework makes of itself. Source: Serverless Framework, "AWS – Resources". */
const MADE: JsonObject = {
  ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi' },
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api' },
  WebsocketsApi: { Type: 'AWS::ApiGatewayV2::Api' },
  IamRoleLambdaExecution: { Type: 'AWS::IAM::Role' },
  ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
};

/** What plugins make. Sources: serverless-python-requirements, "Lambda Layer"; serverless-ruby-layer. */
const MADE_BY_PLUGINS: JsonObject = {
  'serverless-python-requirements': { PythonRequirementsLambdaLayer: { Type: 'AWS::Lambda::LayerVersion' } },
  'serverless-ruby-layer': { GemLambdaLayer: { Type: 'AWS::Lambda::LayerVersion' } },
};

/** Of these all properties may say what they are; of others their name is enough. */
const WHOLE = /^AWS::(Lambda|Serverless|StepFunctions)::/;

export class CloudFormation {
  private readonly made: JsonObject;
  private readonly sections: { readonly [section in Section]: Map<string, Part> };
  private readonly plainDeclared = new Map<Part, Json>();
  private readonly templates = new Map<string, Template>();

  /** @param sections what holds `Resources` and the like; by default what the service has under `resources` */
  constructor(
    private readonly service: Service,
    sections = service.at('resources'),
  ) {
    this.made = Object.assign({ ...MADE }, ...service.plugins.map((name) => own(MADE_BY_PLUGINS, name))) as JsonObject;
    const declared = service.entries(sections);
    const section = (name: Section): Map<string, Part> =>
      new Map(
        declared
          .filter(({ key }) => key === name)
          .flatMap(({ part }) => service.entries(part).map((entry) => [entry.key, entry.part] as const)),
      );
    this.sections = {
      Resources: section('Resources'),
      Parameters: section('Parameters'),
      Mappings: section('Mappings'),
      Conditions: section('Conditions'),
    };
  }

  /** The resources of `resources`, by logical id. */
  get resources(): ReadonlyMap<string, Part> {
    return this.sections.Resources;
  }

  /** Adds a resource that the framework makes. */
  add(names: readonly string[], type: string, properties: JsonObject): void {
    for (const name of names) setOwn(this.made, name, { Type: type, Properties: properties });
    this.templates.clear();
  }

  /** The text of a value; functions in it resolved. */
  text(value: Json, part: Part): string {
    const resolved = this.value(value, part);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  }

  /** The value with all functions in it resolved; one that is not known is noted, and a filler stands for it. */
  value(value: Json, part: Part): Json {
    if (Array.isArray(value)) return value.map((item) => this.value(item, part));
    if (typeof value === 'string') return this.withPseudoParameters(value, part);
    if (!isJsonObject(value)) return value;
    if (!isFunction(value)) return mapped(value, (item) => this.value(item, part));
    const filled = this.filled(value, part);
    if (!isFunction(filled)) return filled;
    const template = this.templateFor(filled);
    const resolved = template.resolve(filled);
    if (resolved.kind === 'unknown') return this.unknown(`other:${Object.keys(value)[0]!}(${nameIn(value)})`, part);
    return resolved.kind === 'literal' ? resolved.value : template.textOf(resolved);
  }

  /** `#{AWS::Region}`, as serverless-pseudo-parameters has them. */
  private withPseudoParameters(text: string, part: Part): string {
    if (!text.includes('#{AWS::') || !this.service.hasPlugin('serverless-pseudo-parameters')) return text;
    return text.replace(/#\{(AWS::\w+)\}/g, (written, name: string) =>
      isPseudoParameter(name) ? this.text({ Ref: name }, part) : written,
    );
  }

  /** A text of which `Fn::Sub` is made. */
  substituted(text: string, part: Part): string {
    return this.text({ 'Fn::Sub': text }, part);
  }

  /** What of a template declares a resource, all of it plain. */
  plainResource(part: Part): Json {
    const known = this.plainDeclared.get(part) ?? this.service.plain(part) ?? null;
    this.plainDeclared.set(part, known);
    return known;
  }

  /** The same value; where it holds a function that nothing here can resolve, its filler. */
  private filled(value: Json, part: Part): Json {
    if (Array.isArray(value)) return value.map((item) => this.filled(item, part));
    if (!isJsonObject(value)) return value;
    if (!isFunction(value)) return mapped(value, (item) => this.filled(item, part));
    const [name = '', argument = null] = Object.entries(value)[0]!;
    if (name === 'Fn::ImportValue') return this.imported(this.text(argument, part), part);
    if (name === 'Ref' || name === 'Fn::GetAtt') {
      const target = String(Array.isArray(argument) ? argument[0] : argument).split('.')[0]!;
      return this.keyOfUnknown(target, name) ? this.unknown(this.keyOfUnknown(target, name)!, part) : value;
    }
    if (name === 'Fn::Sub') return { [name]: this.filledSub(argument, part) };
    return { [name]: this.filled(argument, part) };
  }

  private filledSub(argument: Json, part: Part): Json {
    const [text, names = {}] = Array.isArray(argument) ? argument : [argument];
    if (typeof text !== 'string') return argument;
    const filled = text.replace(/\$\{([^!}][^}]*)\}/g, (written, name: string) => {
      const target = name.trim().split('.')[0]!;
      if (own(names, name.trim()) !== undefined) return written;
      const key = this.keyOfUnknown(target, 'Fn::Sub');
      return key ? String(this.unknown(key, part)) : written;
    });
    return [filled, this.filled(names, part)];
  }

  /** By which a person may give what a name stands for; undefined of a name that is known. */
  private keyOfUnknown(name: string, calledBy: string): ValueKey | undefined {
    if (isPseudoParameter(name) || name === 'AWS::NoValue') return undefined;
    if (Object.hasOwn(this.made, name) || this.sections.Resources.has(name)) return undefined;
    const parameter = this.sections.Parameters.get(name);
    if (!parameter) return calledBy === 'Fn::Sub' ? `placeholder:${name}` : `other:${calledBy}(${name})`;
    return own(this.plainResource(parameter), 'Default') === undefined ? `param:${name}` : undefined;
  }

  private imported(name: string, part: Part): Json {
    const key = `import:${name}` as const;
    return this.service.values.given(key) ?? this.service.neighbours?.exported(name) ?? this.unknown(key, part);
  }

  private unknown(key: ValueKey, part: Part): Json {
    const given = this.service.values.given(key);
    return given ?? this.service.values.unset({ key, why: phrase`Only AWS knows it.`, place: placeOf(part) });
  }

  /** A template of what a value names, and of what that names: to read all would ask for values that nothing here needs. */
  private templateFor(value: Json): Template {
    const root: { [section in Section]: JsonObject } = { Resources: {}, Parameters: {}, Mappings: {}, Conditions: {} };
    const queue = [JSON.stringify(value)];
    for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
      for (const [word] of text.matchAll(/[\w-]+/g)) {
        for (const section of SECTIONS) {
          const found = Object.hasOwn(root[section], word) ? undefined : this.declared(section, word);
          if (found === undefined) continue;
          setOwn(root[section], word, found);
          queue.push(JSON.stringify(found));
        }
      }
    }
    const text = JSON.stringify(root);
    const known =
      this.templates.get(text) ??
      readTemplate(parseDocument('', text, 'json'), { ...LONE_STACK, region: this.service.region });
    this.templates.set(text, known);
    return known;
  }

  private declared(section: Section, name: string): Json | undefined {
    const part = this.sections[section].get(name);
    if (!part) return section === 'Resources' ? own(this.made, name) : undefined;
    if (section !== 'Resources') return this.plainResource(part);
    const type = this.service.text(this.service.follow(part, ['Type'])) ?? '';
    if (WHOLE.test(type)) return this.plainResource(part);
    const property = namePropertyOf(type);
    const named = property && this.service.plain(this.service.follow(part, ['Properties', property]));
    return { Type: type, Properties: property && named !== undefined ? { [property]: named } : {} };
  }
}

/** `{"Ref": …}`, `{"Fn::…": …}`. */
export function isFunction(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const [name, ...others] = Object.keys(value);
  return name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

function nameIn(value: JsonObject): string {
  const [argument] = Object.values(value);
  return typeof argument === 'string' ? argument : JSON.stringify(argument);
}

function mapped(value: JsonObject, change: (item: Json) => Json): JsonObject {
  const object: JsonObject = {};
  for (const [name, item] of Object.entries(value)) setOwn(object, name, change(item));
  return object;
}
