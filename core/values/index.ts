/**
 * Values that only a deployment knows: parameters without a default, secrets, imports, variables. A person gives them by
 * key; what is not given is a filler, which never looks like data and can be found wherever it came to.
 */
import type { Json } from '../json';

/** What kinds of values are asked for; with the name behind a colon they are keys, such as `param:Stage`. */
export type ValueKind =
  /** A parameter of a CloudFormation template. */
  | 'param'
  /** A parameter of Systems Manager. */
  | 'ssm'
  /** A secret of Secrets Manager: `NAME#KEY` where one of its keys is meant. */
  | 'secret'
  /** What another stack exports. */
  | 'import'
  /** What a nested stack or application gives. */
  | 'output'
  /** A variable of Terraform or OpenTofu. */
  | 'var'
  /** What Terraform learns from AWS or from a provider: `data.aws_vpc.main.id`, `random_id.suffix.hex`. */
  | 'data'
  /** An option of the Serverless Framework's command line. */
  | 'opt'
  /** An environment variable of the process that deploys, or of the functions where a tool sets it. */
  | 'env'
  /** A key of the AWS CDK's context. */
  | 'context'
  /** A placeholder of a definition that nothing declares. */
  | 'placeholder'
  /** The code of a layer that stands elsewhere. */
  | 'layer'
  /** Anything else, by the words of its file. */
  | 'other';

/** {@link ValueKind}, as a list. */
export const VALUE_KINDS = Object.keys({
  param: true,
  ssm: true,
  secret: true,
  import: true,
  output: true,
  var: true,
  data: true,
  opt: true,
  env: true,
  context: true,
  placeholder: true,
  layer: true,
  other: true,
} satisfies Record<ValueKind, true>);

/** Such as `param:Stage`. */
export type ValueKey = `${ValueKind}:${string}`;

/** A value that is not known here. */
export interface UnsetValue {
  readonly key: ValueKey;
  /** Why it is not known, as a sentence. */
  readonly why: string;
  /** Where it is declared, else where it is used. Zero-based line. */
  readonly place?: { readonly file: string; readonly line: number };
  /** What it may be: allowed values, what an example or another file says. The first is the likeliest. */
  readonly suggestions?: readonly string[];
  /** It must not be written into a file. */
  readonly isSecret?: boolean;
  /** What stands for it where it is used. */
  readonly filler: string;
}

/** The values of one reading of a project. */
export interface Values {
  /** What a person has given for a key, or for its name alone; undefined where nobody has. */
  given(key: ValueKey): Json | undefined;
  /** Notes that a value is not known, and answers with its filler. A key that is noted twice keeps its first words. */
  unset(value: Omit<UnsetValue, 'filler'>): string;
  /** The values of one stack: what is given for it alone goes before what is given for all. */
  within(stack: string): Values;
}

/** What a person has given: for all stacks, and by the id of one. */
export interface GivenValues {
  readonly all: { readonly [key: string]: Json };
  readonly stacks?: { readonly [stack: string]: { readonly [key: string]: Json } };
}

/** What every filler begins with. */
export const FILLER = 'stepwise-unset-';

/** What stands for an unknown value: `stepwise-unset-ssm-common-Stage` for `ssm:/common/Stage`. */
export function fillerOf(key: ValueKey): string {
  return (
    FILLER +
    key
      .replace(/^(param|var|placeholder):/, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
  );
}

/** Whether a text has a filler in it. */
export function hasFiller(text: string): boolean {
  return text.includes(FILLER);
}

/** Values by key, with a note of each that was asked for and is not known. */
export class ValueNotes implements Values {
  /** Every key that was asked for, given or not. */
  readonly asked = new Set<ValueKey>();
  private readonly noted = new Map<ValueKey, UnsetValue>();

  constructor(private readonly values: GivenValues = { all: {} }) {}

  get all(): readonly UnsetValue[] {
    return [...this.noted.values()];
  }

  given(key: ValueKey): Json | undefined {
    this.asked.add(key);
    return lookUp(this.values.all, key);
  }

  unset(value: Omit<UnsetValue, 'filler'>): string {
    const filler = fillerOf(value.key);
    if (!this.noted.has(value.key)) this.noted.set(value.key, { ...value, filler });
    return filler;
  }

  within(stack: string): Values {
    const ofStack = own(this.values.stacks ?? {}, stack) ?? {};
    return {
      given: (key) => {
        const ofAll = this.given(key);
        return lookUp(ofStack, key) ?? ofAll;
      },
      unset: (value) => this.unset(value),
      within: (other) => this.within(other),
    };
  }
}

/** By its kind and name, else by the name alone. */
function lookUp(values: { readonly [key: string]: Json }, key: ValueKey): Json | undefined {
  return own(values, key) ?? own(values, key.slice(key.indexOf(':') + 1));
}

function own<T>(object: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
