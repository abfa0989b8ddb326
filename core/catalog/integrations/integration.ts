/** The shape of a catalogue entry for one action of an optimized service integration. */
import type { JsonObject } from '../../json';

/** How a task waits: for the answer of the call, for the job it starts (`.sync`), or for a callback. */
export type IntegrationPattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';

export interface Integration {
  readonly service: string;
  readonly action: string;
  readonly patterns: readonly IntegrationPattern[];
  /** Arguments the call fails without. Of alternatives (`TopicArn` or `TargetArn`) each entry is a group: one must be there. */
  readonly required: readonly (string | readonly string[])[];
  /** One sentence, Markdown. */
  readonly doc: string;
  /** Arguments as a definition writes them. */
  readonly request: JsonObject;
  /** What the task returns in request-response form. */
  readonly response: JsonObject;
  /** What it returns once the job has ended (`.sync`), where that differs. */
  readonly syncResponse?: JsonObject;
  /** The AWS page the facts come from. */
  readonly source: string;
}

export const RR = ['requestResponse'] as const;
export const RR_T = ['requestResponse', 'waitForTaskToken'] as const;
export const RR_S = ['requestResponse', 'sync'] as const;
export const RR_S_T = ['requestResponse', 'sync', 'waitForTaskToken'] as const;

/** What AWS adds to the answer of most optimized calls; shortened, since workflows rarely read it. */
export const METADATA: JsonObject = {
  SdkHttpMetadata: { HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId: '7a2b9c1e-0000-4000-8000-000000000000' },
};

/** Arguments that an example shows though the service can do without, or takes others in their place. */
const SHOWN_ONLY = new Set(['ReleaseLabel', 'ServiceRole', 'JobFlowRole', 'ExecutionRoleArn', 'JobDriver']);

/** An entry written in one line, for the services with many actions of one kind. */
export function entry(
  source: string,
  service: string,
  action: string,
  patterns: readonly IntegrationPattern[],
  doc: string,
  request: JsonObject,
  response: JsonObject,
  syncResponse?: JsonObject,
): Integration {
  const required = Object.keys(request)
    .map((name) => name.replace(/\.\$$/, ''))
    .filter((name) => !SHOWN_ONLY.has(name));
  return { service, action, patterns, required, doc, request, response, syncResponse, source };
}
