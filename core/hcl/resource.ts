import { phrase } from '../l10n/phrase';
import { partitionOf } from '../partition';
import { digest } from '../query/hash/digest';
import { attributeIn } from './attributeIn';
import { addressAttribute, namingArgumentOf } from './addresses';
import { aliasOf } from './provider';
import { knownDataAttribute } from './dataSources';
import { evaluate } from './evaluate';
import { templateOf } from './functions/files';
import { keyText } from './keyText';
import type { Module, Resource } from './module';
import { nestedIn } from './nested';
import type { Nested } from './nested';
import { joined, piecesOf } from './render';
import type { Attribute } from './tree';
import { isMap, plain, Sourced, Unknown } from './value';
import type { Attributed, HclValue, Scope } from './value';

/** Attributes by which another resource may be found again. */
const LEADING = new Set(['output_path', 'key', 'id', 'arn', 'qualified_arn', 's3_key', 'layer_arn', 'source']);

/** Stages of API Gateway, and their arguments that make up `invoke_url`. Source: the AWS provider's "Attribute Reference" of each. */
const STAGES: { readonly [type: string]: { readonly api: string; readonly stage: string } } = {
  aws_api_gateway_stage: { api: 'rest_api_id', stage: 'stage_name' },
  aws_apigatewayv2_stage: { api: 'api_id', stage: 'name' },
};

/** One of the resources that a block makes. */
export class ResourceInstance implements Attributed {
  private readonly memo = new Map<string, HclValue | 'busy'>();

  constructor(
    readonly module: Module,
    readonly resource: Resource,
    readonly scope: Scope,
    readonly key: string | number | undefined,
  ) {}

  /** `module.orders.aws_sqs_queue.main[0]`. */
  get address(): string {
    const { isData, type, name } = this.resource;
    return `${this.module.prefix}${isData ? 'data.' : ''}${type}.${name}${keyText(this.key)}`;
  }

  get type(): string {
    return this.resource.type;
  }

  get place(): { readonly file: string; readonly line: number } {
    return this.module.placeOf(this.resource.block.span, this.resource.file);
  }

  /** An argument as it is written; undefined where it is not. */
  argument(name: string): HclValue | undefined {
    const written = this.written(name);
    return written && evaluate(written.value, this.scope);
  }

  written(name: string): Attribute | undefined {
    return attributeIn(this.resource.block.body, name);
  }

  /** Blocks of its body by type, `dynamic` ones too. */
  nested(type: string): readonly Nested[] {
    return nestedIn(this.resource.block.body, type, this.scope);
  }

  attribute(name: string): HclValue {
    const known = this.memo.get(name);
    if (known === 'busy') return Unknown.mistake(this.address, phrase`${this.address} refers to itself.`);
    if (known !== undefined) return known;
    this.memo.set(name, 'busy');
    const value = LEADING.has(name)
      ? new Sourced(() => this.worth(name), { kind: 'resource', resource: this, attribute: name })
      : this.worth(name);
    this.memo.set(name, value);
    return value;
  }

  private worth(name: string): HclValue {
    const written = this.argument(name);
    if (written !== undefined) return written;
    const found = this.resource.isData ? this.dataAttribute(name) : undefined;
    if (found !== undefined) return found;
    const made = this.madeAttribute(name);
    if (made !== undefined) return made;
    const blocks = this.nested(name);
    if (blocks.length > 0) return blocks.map((each) => each.value);
    const { isData, type } = this.resource;
    const named = this.argument(namingArgumentOf(type));
    // A data source that has no name asks AWS for one.
    if (!isData || named !== undefined) {
      const address = this.addressOf(name, named);
      if (address !== undefined) return address;
    }
    const shown = `${this.address}.${name}`.slice(this.module.prefix.length);
    return this.module.unset(
      'data',
      shown,
      isData ? phrase`Only AWS or a provider knows it.` : phrase`It is known once this is deployed.`,
    );
  }

  /** The name that AWS knows it by, else the one in the configuration. */
  get physicalName(): string | Unknown {
    const named = this.argument(namingArgumentOf(this.type));
    const prefix = named === undefined ? this.argument(`${namingArgumentOf(this.type)}_prefix`) : undefined;
    const own = this.resource.name + (this.key === undefined ? '' : `-${this.key}`);
    if (named !== undefined && plain(named) !== null) return joined(piecesOf(named));
    return prefix === undefined ? own : joined([...piecesOf(prefix), own]);
  }

  /** Of the provider that makes it. */
  private get region(): string {
    return this.module.region(aliasOf(this.written('provider')?.value));
  }

  private addressOf(name: string, named: HclValue | undefined): HclValue | undefined {
    const physical = this.physicalName;
    const address = (text: string): string | undefined =>
      addressAttribute(this.type, text, name, named !== undefined, this.region);
    if (typeof physical === 'string') return address(physical);
    // Each unknown part keeps its place in what is made of the name.
    const mark = '\u0000';
    const marked = address(physical.parts.map((part) => (typeof part === 'string' ? part : mark)).join(''));
    if (marked === undefined) return undefined;
    const unknowns = physical.parts.filter((part) => typeof part !== 'string');
    const pieces = marked.split(mark);
    return joined(
      pieces.flatMap((text, index) => (index === 0 ? [text] : [unknowns[index - 1] ?? unknowns[0]!, text])),
    );
  }

  /** What resources give that make nothing on AWS. */
  private madeAttribute(name: string): HclValue | undefined {
    const { type, isData } = this.resource;
    const stage = Object.hasOwn(STAGES, type) ? STAGES[type] : undefined;
    if (stage && name === 'invoke_url') return this.invokeUrl(stage);
    if (type === 'aws_lambda_alias' && (name === 'arn' || name === 'invoke_arn')) return this.aliasArn(name);
    if (type === 'terraform_data' && name === 'output') return this.argument('input') ?? null;
    if (type === 'local_file' && name === 'id') return this.address;
    if (type.startsWith('random_') && !isData) return this.random(name);
    if (type === 'archive_file' && /sha|md5|size/.test(name)) return digest(this.address, 'SHA-256');
    if (type === 'aws_s3_object' || type === 'aws_s3_bucket_object') {
      if (name === 'id') return this.argument('key');
      if (name === 'etag' || name === 'version_id') return null;
    }
    return undefined;
  }

  private invokeUrl({ api, stage }: { readonly api: string; readonly stage: string }): HclValue {
    const host = `.execute-api.${this.region}.${partitionOf(this.region).suffix}/`;
    const path = plain(this.argument(stage) ?? null);
    return joined([
      'https://',
      ...piecesOf(this.argument(api) ?? null),
      host,
      ...(path === '$default' ? [] : piecesOf(path)),
    ]);
  }

  private aliasArn(name: string): HclValue | undefined {
    const target = plain(this.argument('function_name') ?? null);
    const pieces = piecesOf(target);
    const prefix = addressAttribute('aws_lambda_function', '', 'arn', true, this.region) ?? '';
    const isArn = String(pieces[0] ?? '').startsWith('arn:');
    const arn = [...(isArn ? [] : [prefix]), ...pieces, ':', ...piecesOf(this.argument('name') ?? null)];
    if (name === 'arn') return joined(arn);
    const invoke = addressAttribute('aws_lambda_function', 'x', 'invoke_arn', true, this.region) ?? '';
    const [before = '', behind = ''] = invoke.split(
      addressAttribute('aws_lambda_function', 'x', 'arn', true, this.region) ?? '',
    );
    return joined([before, ...arn, behind]);
  }

  /** The same for the same resource in every reading; a person may say another. */
  private random(name: string): HclValue {
    const key = `data:${this.address}.${name}` as const;
    const given = this.module.setting.given(key);
    if (given !== undefined && typeof given !== 'object') return given;
    const hash = digest(this.address, 'MD5');
    const length = Number(plain(this.argument('length') ?? 8)) || 8;
    switch (this.type) {
      case 'random_uuid':
        return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      case 'random_integer':
        return Number(plain(this.argument('min') ?? 0)) || 0;
      case 'random_pet':
        return [...piecesOf(this.argument('prefix') ?? ''), 'local-pet'].filter(Boolean).join('-');
      case 'random_shuffle':
        return this.argument('input') ?? [];
      case 'random_id': {
        const hex = hash.slice(0, Math.min(32, 2 * (Number(plain(this.argument('byte_length') ?? 4)) || 4)));
        return name === 'dec'
          ? String(parseInt(hex.slice(0, 12), 16))
          : joined([...piecesOf(this.argument('prefix') ?? ''), hex]);
      }
      default:
        return hash.repeat(8).slice(0, Math.min(length, 256));
    }
  }

  private dataAttribute(name: string): HclValue | undefined {
    const { type } = this.resource;
    const known = knownDataAttribute(type, name, this.region);
    if (known !== undefined) return known;
    if (type === 'template_file' && name === 'rendered') return this.renderedTemplate();
    if (type === 'local_file' && name === 'content')
      return this.scope.host.read(String(plain(this.argument('filename') ?? '')));
    if (type === 'aws_ssm_parameter' && /^(insecure_)?value$/.test(name)) return this.kept('ssm', 'name', '');
    if (type === 'aws_secretsmanager_secret_version' && name === 'secret_string')
      return this.kept('secret', 'secret_id', '');
    return undefined;
  }

  /** The `template_file` of a provider that is no more, which many still use: its template is a text or `file(…)`. */
  private renderedTemplate(): HclValue | undefined {
    const template = this.argument('template');
    const names = plain(this.argument('vars') ?? new Map());
    if (template instanceof Sourced && template.origin.kind === 'file') {
      return templateOf(template.origin.path, isMap(names) ? names : new Map(), this.scope, evaluate);
    }
    return template;
  }

  /** What Parameter Store or Secrets Manager keeps under a name. */
  private kept(kind: 'ssm' | 'secret', argument: string, otherwise: string): HclValue | undefined {
    const named = plain(this.argument(argument) ?? null);
    const name = typeof named === 'string' ? named.replace(/^arn:aws:secretsmanager:[^:]*:\d*:secret:/, '') : otherwise;
    if (name === '') return undefined;
    const key = `${kind}:${name}` as const;
    const given = this.module.setting.given(key);
    if (given !== undefined && typeof given !== 'object') return given;
    const why = kind === 'ssm' ? phrase`Parameter Store keeps it.` : phrase`Secrets Manager keeps it.`;
    return Unknown.of({ key, why, place: this.place, ...(kind === 'secret' ? { isSecret: true } : {}) });
  }
}
