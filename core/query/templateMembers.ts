/** The members of an object in a payload template, in the order in which Step Functions puts them. */
import type { Json, JsonObject } from '../json';
import { javaHashOrder } from './javaHash';

export interface TemplateMember {
  /** Of the result: without `.$`. */
  readonly key: string;
  /** As written in the template. */
  readonly written: string;
  readonly value: Json;
  /** The value is a path or an intrinsic call. */
  readonly isExpression: boolean;
}

/** Literal members come first, in their order; then the `.$` members in the order of a Java HashMap (recorded). */
export function templateMembers(object: JsonObject): TemplateMember[] {
  const members: TemplateMember[] = [];
  const expressions = new Map<string, TemplateMember>();
  for (const [written, value] of Object.entries(object)) {
    const isExpression = written.endsWith('.$');
    const member = { key: isExpression ? written.slice(0, -2) : written, written, value, isExpression };
    if (isExpression) expressions.set(member.key, member);
    else members.push(member);
  }
  for (const key of javaHashOrder([...expressions.keys()])) members.push(expressions.get(key)!);
  return members;
}
