/**
 * Makes an event one that a rule is about.
 *
 * Source: EventBridge, "Comparison operators for use in event patterns".
 */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../core/json';
import { isNumber } from '../../core/jsonNumber';
import { isWithin, networkOf } from './network';

/** A value that a list of matchers takes, and whether one does. */
interface Matcher {
  readonly takes: (value: Json | undefined) => boolean;
  /** Undefined: the member is left out, or nobody can tell. */
  readonly sample: Json | undefined;
}

/**
 * @param isGiven whether a person gave the member at the top of the event: it stays as it is
 * @returns the event, and where it is none that the rule is about
 */
export function fitted(
  event: JsonObject,
  pattern: JsonObject,
  isGiven: (member: string) => boolean,
): { readonly event: JsonObject; readonly unfit: readonly string[] } {
  const unfit: string[] = [];
  const fit = (value: Json | undefined, wanted: Json, path: string, isKept: boolean): Json | undefined => {
    if (Array.isArray(wanted)) {
      const matchers = wanted.map(matcherOf);
      const values = Array.isArray(value) && value.length > 0 ? value : [value];
      if (matchers.some(({ takes }) => values.some((each) => takes(each)))) return value;
      const sample = matchers.find((each) => each.takes(each.sample));
      if (isKept || !sample) {
        unfit.push(path);
        return value;
      }
      return Array.isArray(value) && sample.sample !== undefined ? [sample.sample] : sample.sample;
    }
    if (!isJsonObject(wanted)) return value;
    const filled: JsonObject = { ...objectOf(value) };
    for (const [name, inner] of Object.entries({ ...wanted, ...alternativeFor(filled, wanted.$or) })) {
      if (name === '$or') continue;
      const member = fit(
        filled[name],
        inner,
        path === '' ? name : `${path}.${name}`,
        isKept || (path === '' && isGiven(name)),
      );
      if (member === undefined) delete filled[name];
      else filled[name] = member;
    }
    return filled;
  };
  return { event: fit(event, pattern, '', false) as JsonObject, unfit };
}

export function takes(event: JsonObject, pattern: JsonObject): boolean {
  return fitted(event, pattern, () => true).unfit.length === 0;
}

/** Of several the first that the event meets as it is, else the first of all. */
function alternativeFor(event: JsonObject, alternatives: Json | undefined): JsonObject | undefined {
  const all = Array.isArray(alternatives) ? alternatives.filter(isJsonObject) : [];
  return all.find((each) => takes(event, each)) ?? all[0];
}

function matcherOf(matcher: Json): Matcher {
  if (!isJsonObject(matcher))
    return {
      takes: (value) =>
        value === matcher || (isNumber(value) && isNumber(matcher) && String(value) === String(matcher)),
      sample: matcher,
    };
  const [[kind, of] = ['', null as Json]] = Object.entries(matcher);
  const texts = (test: (value: string) => boolean, sample: string): Matcher => ({
    takes: (value) => typeof value === 'string' && test(value),
    sample,
  });
  const word = typeof of === 'string' ? of : isJsonObject(of) ? String(Object.values(of)[0]) : '';
  // `{"prefix": {"equals-ignore-case": "no-"}}`
  const folded = (text: string): string => (isJsonObject(of) ? text.toLowerCase() : text);
  switch (kind) {
    case 'prefix':
      return texts((value) => folded(value).startsWith(folded(word)), `${word}1`);
    case 'suffix':
      return texts((value) => folded(value).endsWith(folded(word)), `1${word}`);
    case 'equals-ignore-case':
      return texts((value) => value.toLowerCase() === word.toLowerCase(), word);
    case 'wildcard': {
      const parts = word.split('*');
      return texts((value) => inOrder(value, parts), parts.join('1'));
    }
    case 'exists':
      return { takes: (value) => (value !== undefined) === of, sample: of === true ? 'value' : undefined };
    case 'numeric':
      return numeric(Array.isArray(of) ? of : []);
    case 'anything-but': {
      const list = (Array.isArray(of) ? of : [of]).map(matcherOf);
      const takes = (value: Json | undefined): boolean =>
        value !== undefined && !list.some((each) => each.takes(value));
      return { takes, sample: ['other', 0, 'another'].find(takes) };
    }
    case 'cidr': {
      const network = networkOf(word);
      return texts((value) => network !== undefined && isWithin(network, value), word.split('/')[0] ?? '');
    }
    default:
      return { takes: () => true, sample: undefined };
  }
}

function inOrder(value: string, parts: readonly string[]): boolean {
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = value.indexOf(part, at);
    if (found < 0 || (index === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return parts.at(-1) === '' || value.endsWith(parts.at(-1)!);
}

/** `[">", 0, "<=", 5]` */
function numeric(of: readonly Json[]): Matcher {
  const tests = of.flatMap((sign, index): (readonly [Json, number])[] =>
    index % 2 === 0 ? [[sign, Number(of[index + 1])]] : [],
  );
  const takes = (value: Json | undefined): boolean =>
    isNumber(value ?? null) &&
    tests.every(([sign, limit]) => {
      const number = Number(value);
      if (sign === '=') return number === limit;
      if (sign === '<') return number < limit;
      if (sign === '<=') return number <= limit;
      if (sign === '>') return number > limit;
      return number >= limit;
    });
  const limits = tests.map(([, limit]) => limit);
  const between = limits.reduce((sum, limit) => sum + limit, 0) / Math.max(1, limits.length);
  return {
    takes,
    sample: [...limits, ...limits.map((each) => each + 1), ...limits.map((each) => each - 1), between].find(takes),
  };
}
