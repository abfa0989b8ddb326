/** How `.sync` waits for a job: what is asked until it has ended, and what its end means. */
import type { Json, JsonObject } from '../../json';
import { isJsonObject } from '../../json';

export interface Job {
  /** The command that describes the job, such as `DescribeJobs`. */
  readonly command: string;
  /** Its parameters, from what the task was answered when it began, and what the task was given. */
  readonly ask: (started: JsonObject, input: JsonObject) => JsonObject;
  /** The job in the description: what the task returns, and the cause where it fails. Absent: the description. */
  readonly result?: (description: JsonObject) => Json | undefined;
  readonly status: (job: JsonObject) => Json | undefined;
  /** States in which the task has done what it was to do. */
  readonly succeeded: readonly string[];
  /** States that fail the task. In all others it waits on. */
  readonly failed: readonly string[];
  /** Of a deletion: the error that says the thing is gone, without the service's prefix. It ends the task well. */
  readonly gone?: string;
  /** What the task returns once it has ended well, where that is not the job. */
  readonly answer?: (job: Json, started: JsonObject) => Json;
}

/** The first of the list under that name. */
export const first =
  (field: string) =>
  (description: JsonObject): Json | undefined => {
    const list = description[field];
    return Array.isArray(list) ? list[0] : undefined;
  };

/** What stands at the end of the path of members. */
export const member =
  (...path: string[]) =>
  (value: JsonObject): Json | undefined =>
    path.reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), value);

/** Asks by what the task itself was given. */
export const given =
  (...fields: string[]): Job['ask'] =>
  (_started, input) =>
    Object.fromEntries(fields.map((field) => [field, input[field] ?? null]));

/** For actions whose page says that `.sync` answers as they do without it, later. */
export const asStarted: Job['answer'] = (_job, started) => started;
