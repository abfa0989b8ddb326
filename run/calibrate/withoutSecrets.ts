/** Vectors are made to be shown to others: what is secret in them is left out, and whose account answered. */
import { MASKED } from '../../core/mask';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { LOCAL_ACCOUNT } from '../../core/template';
import { looksSecret } from '../../core/values/secretName';

/** A shorter text is hidden nowhere but where it stands: it would be found in everything. */
const SHORTEST = 6;

/**
 * @param secrets texts that are known to be secret
 * @param account whose credentials were used
 */
export function withoutSecrets(
  vectors: readonly JsonObject[],
  { secrets, account }: { readonly secrets: readonly string[]; readonly account: string | undefined },
): JsonObject[] {
  const texts = new Set(secrets);
  for (const vector of vectors) for (const text of secretTextsIn(vector)) texts.add(text);
  const hidden = [...texts].filter((text) => text.length >= SHORTEST).sort((one, other) => other.length - one.length);
  const changed = (text: string): string => {
    let result = text;
    for (const each of hidden) {
      // A definition holds it as JSON inside text.
      for (const form of new Set([each, JSON.stringify(each).slice(1, -1)])) result = result.replaceAll(form, MASKED);
    }
    return account === undefined ? result : result.replaceAll(account, LOCAL_ACCOUNT);
  };
  return vectors.map((vector) => masked(vector, changed) as JsonObject);
}

function masked(value: Json, changed: (text: string) => string): Json {
  if (typeof value === 'string') return changed(value);
  if (Array.isArray(value)) return value.map((item) => masked(item, changed));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name, member) ? MASKED : masked(member, changed)]),
  );
}

function* secretTextsIn(value: Json): Iterable<string> {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) yield* secretTextsIn(parsedOr(value));
  if (Array.isArray(value)) for (const item of value) yield* secretTextsIn(item);
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (isSecret(name, member)) yield member;
    else yield* secretTextsIn(member);
  }
}

function parsedOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** A path or an expression says where a secret is, and is none. */
function isSecret(name: string, value: Json): value is string {
  return typeof value === 'string' && looksSecret(name) && !/^(?:\$|States\.|\{%|arn:|\*\*\*$)/.test(value);
}
