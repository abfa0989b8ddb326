/** The stacks of a folder's templates: each with its configuration, and with the stacks within it. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { JsonObject } from '../../../core/json';
import { phrase } from '../../../core/l10n/phrase';
import { toValue } from '../../../core/syntax';
import { parseDocument } from '../../../core/syntax/parse';
import { LONE_STACK } from '../../../core/template';
import type { StackEnvironment, TemplateChild } from '../../../core/template';
import { languageOf } from '../../definitionFile';
import type { Files } from '../../files';
import type { ProjectProblem } from '../../project';
import { LARGEST_TEMPLATE, parseTemplate } from '../../templateFile';
import type { TemplateFile } from '../../templateFile';
import type { ReaderContext } from '../reader';
import { placeOf } from './facts';
import { readSamConfig } from './samconfig';
import type { SamConfig } from './samconfig';
import { TEMPLATE_NAMES } from './templates';

export interface SamStack extends TemplateFile {
  /** See `Stack.id`. */
  readonly id: string;
  readonly config?: SamConfig;
  readonly children: readonly SamStack[];
  readonly region: string;
}

const NESTED = /AWS::(CloudFormation::Stack|Serverless::Application)\b/;

/** Levels of stacks within stacks; one may contain itself. */
const DEEPEST = 8;

/** What a child inherits from the stack that holds it. */
interface Inherited {
  readonly parameters: JsonObject;
  readonly stackName: string;
  readonly region: string;
  readonly depth: number;
}

export class SamStacks {
  /** Children that no template could be found for. */
  readonly problems: ProjectProblem[] = [];
  private readonly ids = new Set<string>();
  private readonly nested = new Set<string>();
  private readonly known: SamStack[] = [];

  constructor(
    private readonly files: Files,
    private readonly context: ReaderContext,
    /** Templates at hand, among which a child may be that is named by its place in S3. */
    private readonly templates: readonly string[],
  ) {}

  /** Every stack, one within another behind it. */
  read(): SamStack[] {
    const holds = (file: string): boolean => NESTED.test(this.files.read(file, LARGEST_TEMPLATE).text ?? '');
    const holders = this.templates.filter(holds);
    const top: SamStack[] = [];
    // What another template holds is deployed with that alone.
    for (const file of [...holders, ...this.templates.filter((each) => !holders.includes(each))]) {
      const stack = this.nested.has(file) ? undefined : this.stackOf(file);
      if (stack) top.push(stack);
      void stack?.children;
    }
    const all = (stack: SamStack): SamStack[] => [stack, ...stack.children.flatMap(all)];
    return top
      .filter(({ file }) => !this.nested.has(file))
      .sort((one, other) => this.templates.indexOf(one.file) - this.templates.indexOf(other.file))
      .flatMap(all);
  }

  private stackOf(file: string, inherited?: Inherited, logicalId?: string): SamStack | undefined {
    const { root, settings, values } = this.context;
    const folder = path.dirname(file);
    const relative = path.relative(root, file).split(path.sep).join('/');
    const id = inherited && this.ids.has(relative) ? `${relative}#${logicalId}` : relative;
    const own = settings?.stacks?.[id];
    const beside = inherited ? undefined : readSamConfig(folder, own?.config, this.files);
    const config = beside && isMeant(file, beside, own?.config) ? beside : undefined;
    const stackName = inherited ? `${inherited.stackName}-${logicalId}` : (config?.stackName ?? LONE_STACK.stackName);
    const region = own?.region ?? inherited?.region ?? config?.region ?? LONE_STACK.region;
    const outputs = new Map<string, SamStack | undefined>();
    const child = (declared: TemplateChild): SamStack | undefined => {
      if (!outputs.has(declared.logicalId)) {
        // While it is being read it has no outputs: stacks may want each other's.
        outputs.set(declared.logicalId, undefined);
        const depth = (inherited?.depth ?? 0) + 1;
        outputs.set(
          declared.logicalId,
          depth > DEEPEST
            ? undefined
            : this.childOf(declared, parsed!, { parameters: declared.parameters, stackName, region, depth }),
        );
      }
      return outputs.get(declared.logicalId);
    };
    const environment: StackEnvironment = {
      values: values.within(id),
      parameters: inherited?.parameters ?? config?.parameters ?? {},
      suggestions: config?.others ?? (beside && everyValueIn(beside)),
      region,
      stackName,
      stackUuid: uuidOf(`${path.basename(root)}\n${id}`),
      output: (name, output) => {
        const declared = parsed?.template.child(name);
        return declared && child(declared)?.template.output(output);
      },
      exported: (name) =>
        this.known.map(({ template }) => template.exported(name)).find((value) => value !== undefined),
      include: (location) => this.included(path.resolve(folder, location)),
    };
    const parsed = parseTemplate(file, this.files, environment);
    if (!parsed) return undefined;
    this.ids.add(id);
    const stack: SamStack = {
      ...parsed,
      id,
      config,
      region,
      get children() {
        return parsed.template.children.flatMap((declared) => child(declared) ?? []);
      },
    };
    this.known.push(stack);
    return stack;
  }

  private childOf(declared: TemplateChild, parent: TemplateFile, inherited: Inherited): SamStack | undefined {
    const file = this.fileOf(declared, parent);
    if (file === undefined) return undefined;
    this.nested.add(file);
    return this.stackOf(file, inherited, declared.logicalId);
  }

  private fileOf({ logicalId, location, span }: TemplateChild, parent: TemplateFile): string | undefined {
    if (location === undefined) return undefined;
    const folder = path.dirname(parent.file);
    const isUrl = /^\w+:\/\//.test(location);
    const file = path.resolve(folder, location);
    if (!isUrl && this.files.isFile(file)) return file;
    // `https://bucket.s3.amazonaws.com/key/orders.yaml` is what somebody has copied there.
    const name = path.posix.basename(location);
    const found = [path.join(folder, name), ...this.templates.filter((each) => path.basename(each) === name)];
    const known = isUrl ? found.find((each) => this.files.isFile(each)) : undefined;
    if (known === undefined && !isUrl)
      this.problems.push({
        message: phrase`The stack ${logicalId} names the template ${location}, which is not there.`,
        place: placeOf(span, parent),
      });
    return known;
  }

  private included(file: string): ReturnType<NonNullable<StackEnvironment['include']>> {
    const { text } = this.files.read(file);
    const document = text === undefined ? undefined : parseDocument(file, text, languageOf(file));
    return document?.root && toValue(document.root);
  }
}

/** Whether the configuration beside a template is that of this one. */
function isMeant(file: string, config: SamConfig, wanted: string | undefined): boolean {
  if (wanted !== undefined) return true;
  const { templateFile } = config;
  return templateFile === undefined || templateFile.includes('.aws-sam')
    ? TEMPLATE_NAMES.includes(path.basename(file))
    : path.resolve(path.dirname(config.file), templateFile) === file;
}

/** Of a configuration that another template has what it gives to parameters: those of the same name may well have the same value. */
function everyValueIn({ parameters, others }: SamConfig): SamConfig['others'] {
  const names = new Set([...Object.keys(parameters), ...Object.keys(others)]);
  const valuesOf = (name: string): string[] => [
    ...(parameters[name] ? [parameters[name]] : []),
    ...(others[name] ?? []),
  ];
  return Object.fromEntries([...names].map((name) => [name, [...new Set(valuesOf(name))]]));
}

/** The same for the same text, of the form that ids of stacks have. */
function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `1${hash.slice(13, 16)}`,
    `9${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
