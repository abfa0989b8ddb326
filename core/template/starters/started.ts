/** What a resource of a template starts, and the words in which its kinds are written. */
import type { Json, JsonObject } from '../../json';

/** What one resource starts. */
export interface Started {
  /** The value that names it. */
  readonly what: Json;
  /** Of what starts several: what it says of this one. */
  readonly target?: JsonObject;
  /** Where the resource holds several that start something: which one. */
  readonly part?: string;
  /** In the words of another type of resource. */
  readonly as?: { readonly type: string; readonly properties: JsonObject };
  /** It only allows a call: it counts where nothing else is known. */
  readonly isHint?: true;
}

/** Of a template, by logical id. */
export type Resources = ReadonlyMap<string, { readonly properties: JsonObject }>;

/** @param logicalId of the resource itself */
export type Starts = (properties: JsonObject, resources: Resources, logicalId: string) => readonly Started[];

/** By the type of the resource. */
export interface StarterTable {
  readonly [type: string]: Starts;
}

/** In the words of another type; members without a value are left out. */
export function startedAs(
  type: string,
  what: Json | undefined,
  properties: { readonly [name: string]: Json | undefined } = {},
  part?: string,
): Started {
  const known = Object.entries(properties).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return {
    what: what ?? null,
    as: { type, properties: Object.fromEntries(known) },
    ...(part !== undefined && { part }),
  };
}

/** As {@link startedAs}; none where nothing is named. */
export function started(
  type: string,
  what: Json | undefined,
  properties?: { readonly [name: string]: Json | undefined },
): readonly Started[] {
  return what === undefined ? [] : [startedAs(type, what, properties)];
}

/** Whether a value, as it is written, names a resource. */
export function mentions(what: Json, logicalId: string): boolean {
  const written = JSON.stringify(what);
  return [`"${logicalId}"`, `"${logicalId}.`, `\${${logicalId}}`, `\${${logicalId}.`].some((each) =>
    written.includes(each),
  );
}

/** The resource that a value names. */
export function mentionedIn(
  what: Json | undefined,
  resources: Resources,
): readonly [logicalId: string, properties: JsonObject] | undefined {
  if (what === undefined || what === null) return undefined;
  for (const [logicalId, resource] of resources) {
    if (mentions(what, logicalId)) return [logicalId, resource.properties];
  }
  return undefined;
}

/** An action of an API that starts an execution. */
export function isStart(value: Json | undefined): boolean {
  return /(?:states:action\/|StepFunctions-)Start(?:Sync)?Execution/.test(JSON.stringify(value ?? ''));
}
