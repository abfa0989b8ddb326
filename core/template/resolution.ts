import { jsonText } from '../jsonText';
import type { Json } from '../json';
import { isJsonObject } from '../json';
import { phrase } from '../l10n/phrase';
import { hasFiller } from '../values';
import { givenOrUnset } from './scope';
import type { TemplateScope } from './scope';
import type { SubstitutionValue } from './template';

/** What a function of a template has to resolve its argument with. */
export interface Resolution {
  readonly scope: TemplateScope;
  /** What a value within the one at hand becomes. */
  resolve(value: Json): SubstitutionValue;
  /** What a resolved value stands for on this machine: an ARN or a name for a resource, a filler for what is not known. */
  plain(value: SubstitutionValue): Json;
  /** As {@link plain}, as a text. */
  text(value: SubstitutionValue): string;
}

export const ABSENT: SubstitutionValue = { kind: 'absent' };

export function literal(value: Json): SubstitutionValue {
  return { kind: 'literal', value };
}

/** A property of its own of an object; undefined for anything else. */
export function own(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Lists as those of CloudFormation's parameters are written. */
export function plainText(plain: Json): string {
  if (typeof plain === 'string') return plain;
  return Array.isArray(plain) && plain.every((item) => typeof item === 'string') ? plain.join(',') : jsonText(plain);
}

/** What is not a valid value of any kind that we know. */
export function unresolved(what: string, scope: TemplateScope): SubstitutionValue {
  return givenOrUnset(
    { key: `other:${what}`, why: phrase`The template says ${what}, which is not known here.` },
    scope,
  );
}

/** A value that is not known, if one of these is not: what is made of an unknown is unknown. */
export function firstUnknown(...values: readonly SubstitutionValue[]): SubstitutionValue | undefined {
  for (const value of values) {
    if (value.kind === 'unknown') return value;
    const text = value.kind === 'literal' ? fillerIn(value.value) : undefined;
    if (text !== undefined) return { kind: 'unknown', text };
  }
  return undefined;
}

/** The mark of a value that is not known within a text. */
export function fillerIn(value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  return hasFiller(value) ? (/stepwise-unset-[A-Za-z0-9-]*/.exec(value)?.[0] ?? value) : undefined;
}
