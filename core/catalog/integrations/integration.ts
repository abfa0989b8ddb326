/** The shape of the table of integrations: a service, its actions, and all that calling them here takes. */
import type { JsonObject } from '../../json';
import type { Job } from './job';
import type { SdkCall } from './sdkCall';
import type { TakenArguments } from './takenArguments';

/** How a task waits: for the answer of the call, for the job it starts (`.sync`), or for a callback. */
export type IntegrationPattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';

/** A service that Step Functions has an integration of its own for. */
export interface IntegratedService {
  /** As a Resource names it. */
  readonly name: string;
  /** The package of the SDK, behind `@aws-sdk/client-`, where it is not called as the service. */
  readonly client?: string;
  /** The AWS page the facts come from. */
  readonly source: string;
  readonly errors: ServiceErrors;
  readonly actions: { readonly [action: string]: Action };
}

/** How errors of a service are called, or why none of its errors comes from an SDK. */
export type ServiceErrors = ErrorNames | { readonly none: string };

/**
 * Errors of the optimized integrations are those of the AWS SDK for Java 1. Source: recorded (DynamoDB, SNS, Step Functions);
 * the others by the SDK's class names, and by the names that public definitions retry (DataBrew, EMR Serverless, MediaConvert).
 */
export interface ErrorNames {
  /** Before the dot of an error's name. */
  readonly prefix: string;
  /** `(Service: …` in causes. */
  readonly service: string;
  /** The error where the API model describes none. */
  readonly otherError: string;
}

interface ActionFacts {
  /**
   * Arguments the call fails without; absent: those of {@link request}. Of alternatives (`TopicArn` or `TargetArn`) each
   * entry is a group: one must be there.
   */
  readonly required?: readonly (string | readonly string[])[];
  /** One sentence, Markdown. */
  readonly doc: string;
  /** Arguments as a definition writes them. */
  readonly request: JsonObject;
  /** What the task returns in request-response form. */
  readonly response: JsonObject;
  /** What it returns once the job has ended (`.sync`), where that differs. */
  readonly syncResponse?: JsonObject;
  /** Whether it may wait for a task token. */
  readonly callback?: true;
  /** All that it takes, where no model of AWS's has that. */
  readonly takes?: TakenArguments;
}

/** A command of the service's API: whoever may wait for its job says how. */
export interface ServiceAction extends ActionFacts {
  /** Where the command differs from the action. */
  readonly sdk?: SdkCall;
  /** `.sync` is there because the job is. */
  readonly job?: Job;
  readonly runner?: undefined;
  readonly nobody?: undefined;
  readonly syncs?: undefined;
}

/** What a task runner of ours answers whole; it knows how its jobs end. */
export interface OwnAction extends ActionFacts {
  /** The name of the runner. */
  readonly runner: string;
  readonly syncs?: readonly ('sync' | 'sync:2')[];
  readonly nobody?: undefined;
  readonly job?: undefined;
  readonly sdk?: undefined;
}

/** What is no single command of the service's API: mocks and people answer it. */
export interface UnansweredAction extends ActionFacts {
  /** Why nobody else can. */
  readonly nobody: string;
  readonly syncs?: readonly ['sync'];
  readonly runner?: undefined;
  readonly job?: undefined;
  readonly sdk?: undefined;
}

/** One action of a service. With `.sync` it has a job, or somebody else who waits: the type has no other way to say it. */
export type Action = ServiceAction | OwnAction | UnansweredAction;

/** A row of the table as its readers see it. */
export type Integration = Action & {
  readonly service: string;
  readonly action: string;
  readonly patterns: readonly IntegrationPattern[];
  readonly required: readonly (string | readonly string[])[];
  readonly source: string;
};

/** The rows of a service, in its order. */
export function integrationsOf({ name: service, source, actions }: IntegratedService): Integration[] {
  return Object.entries(actions).map(([action, facts]) => ({
    ...facts,
    service,
    action,
    patterns: patternsOf(facts),
    required: facts.required ?? Object.keys(facts.request).map((name) => name.replace(/\.\$$/, '')),
    source,
  }));
}

function patternsOf({ job, syncs = job ? ['sync'] : [], callback }: Action): IntegrationPattern[] {
  return ['requestResponse', ...syncs, ...(callback ? ['waitForTaskToken' as const] : [])];
}

/** What AWS adds to the answer of most optimized calls; shortened, since workflows rarely read it. */
export const METADATA: JsonObject = {
  SdkHttpMetadata: { HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId: '7a2b9c1e-0000-4000-8000-000000000000' },
};
