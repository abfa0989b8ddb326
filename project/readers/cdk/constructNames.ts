/** The names of the CDK's constructs: what a Task, an ARN or a person may call them. */
import { createHash } from 'node:crypto';

/** A part of a path that says nothing: the CDK leaves it out of what people read. */
const HIDDEN = /^(?:Resource|Default)$/;
const HASH = /[0-9A-F]{8}$/;

/** `Order/Charge/Resource` → `Order/Charge`: the construct that a person has written. */
export function constructPath(path: string): string {
  const parts = path.split('/').filter(Boolean);
  while (parts.length > 1 && HIDDEN.test(parts.at(-1)!)) parts.pop();
  return parts.join('/');
}

/** `eventSourceArn`, `event_source_arn` → `EventSourceArn`: what CloudFormation calls a property or an attribute. */
export function resourceName(member: string): string {
  return member.replace(/(?:^|_)([A-Za-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `ChargeEC431097` → `Charge` */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(HASH, '') || logicalId;
}

/**
 * The logical id of a resource. Source: AWS CDK, core/lib/private/uniqueid.ts.
 *
 * @param path from below the stack, with the last part: `['Charge', 'Resource']`
 */
export function logicalIdOf(path: readonly string[]): string {
  const parts = path.filter((part) => part !== 'Default');
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    const plain = alphanumeric(only);
    if (plain.length <= 255) return plain;
  }
  const hash = createHash('md5').update(parts.join('/')).digest('hex').slice(0, 8).toUpperCase();
  return humanId(path) + hash;
}

/** The logical id without its hash. */
export function humanId(path: readonly string[]): string {
  return path
    .filter((part) => !HIDDEN.test(part))
    .map(alphanumeric)
    .filter((part, index, all) => part !== all[index - 1])
    .join('')
    .slice(0, 240);
}

/** What people call the function inside a construct of their own. */
const SAYS_NOTHING =
  /^(?:lambda|function|lambda-?function|handler|fn|state-?machine|nodejs-?function|python-?function)$/i;

/** By which people know a construct: its own id, that of the construct around it where its own says nothing, its path. */
export function shownNames(path: readonly string[]): string[] {
  const [id, around] = [path.at(-1), path.at(-2)];
  const more = id !== undefined && around !== undefined && SAYS_NOTHING.test(id) ? [around] : [];
  return [...(id === undefined ? [] : [id]), ...more, path.join('/')];
}

/** All by which a construct may be meant, its own name first. */
export function namesOf(name: string, logicalId: string, path: string | undefined): string[] {
  const shown = path === undefined ? [] : shownNames(constructPath(path).split('/'));
  return [...new Set([name, logicalId, withoutHash(logicalId), ...shown])];
}

function alphanumeric(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '');
}
