/** Lambda on this machine, as far as functions call each other: the functions are the project's own. Source: Lambda API, "Invoke". */
import type { Members } from '../../wire';
import { answered, ServiceFault, type StandIn, type StandInContext } from '../standIn';

/** What a function has answered. */
export interface InvokedFunction {
  /** JSON text. */
  readonly payload: string;
  readonly hasFailed: boolean;
  /** What its log has of it, where that was wanted. */
  readonly log?: string;
}

export interface FunctionInvocation {
  /** A name or an ARN. */
  readonly functionName: string;
  /** JSON text. */
  readonly event: string;
  /** JSON text of what the caller says of itself. */
  readonly clientContext?: string;
  readonly wantsLog?: boolean;
  /** Of the handler that calls; absent: another does. */
  readonly processId?: string;
}

/** The functions of the project. */
export interface FunctionStore {
  has(functionName: string): boolean;
  /** @throws {@link ServiceFault} where Lambda would not invoke it, or this machine cannot */
  invoke(invocation: FunctionInvocation): Promise<InvokedFunction>;
  /** Lets it run without waiting for it. @throws as {@link invoke} */
  queue(invocation: FunctionInvocation): void;
}

type Context = StandInContext<FunctionStore>;
type Operation = (input: Members, context: Context) => Promise<Members> | Members;

const OPERATIONS: { readonly [operation: string]: Operation } = {
  Invoke: async (input, context) => {
    const invocation = invocationOf(input, input.Payload, context);
    switch (input.InvocationType) {
      case 'DryRun':
        return { StatusCode: 204 };
      case 'Event':
        context.store.queue(invocation);
        return { StatusCode: 202 };
      default: {
        const { payload, hasFailed, log } = await context.store.invoke(invocation);
        return {
          StatusCode: 200,
          ...(hasFailed && { FunctionError: 'Unhandled' }),
          ...(log !== undefined && { LogResult: tailOf(log) }),
          ExecutedVersion: versionOf(input),
          Payload: Buffer.from(payload),
        };
      }
    }
  },
  InvokeAsync: (input, context) => {
    context.store.queue(invocationOf(input, input.InvokeArgs, context));
    return { Status: 202 };
  },
  InvokeWithResponseStream: async (input, context) => {
    const invocation = invocationOf(input, input.Payload, context);
    if (input.InvocationType === 'DryRun') return { StatusCode: 204 };
    const { payload, hasFailed, log } = await context.store.invoke(invocation);
    const logged = log !== undefined && { LogResult: tailOf(log) };
    const { errorType = 'Unhandled' } = hasFailed ? (JSON.parse(payload) as { errorType?: string }) : {};
    return {
      StatusCode: 200,
      ExecutedVersion: versionOf(input),
      ResponseStreamContentType: 'application/octet-stream',
      EventStream: hasFailed
        ? [{ InvokeComplete: { ErrorCode: errorType, ErrorDetails: payload, ...logged } }]
        : [{ PayloadChunk: { Payload: Buffer.from(payload) } }, { InvokeComplete: { ...logged } }],
    };
  },
};

export function createLambda(): StandIn<FunctionStore> {
  return {
    service: 'lambda',
    knows: (operation, { FunctionName: name }, { store }) =>
      Promise.resolve(Object.hasOwn(OPERATIONS, operation) && typeof name === 'string' && store.has(name)),
    answer: (operation, input, context) =>
      Object.hasOwn(OPERATIONS, operation) ? answered(() => OPERATIONS[operation]!(input, context)) : undefined,
  };
}

function invocationOf(
  { FunctionName, ClientContext, LogType }: Members,
  payload: Members[string],
  { processId }: Context,
): FunctionInvocation {
  const event = textOf(payload);
  return {
    functionName: FunctionName as string,
    event: event === '' ? '{}' : json(event),
    ...(typeof ClientContext === 'string' && {
      clientContext: Buffer.from(ClientContext, 'base64').toString('utf8'),
    }),
    ...(LogType === 'Tail' && { wantsLog: true }),
    processId,
  };
}

/** The last 4 KB. */
function tailOf(log: string): string {
  return Buffer.from(log).subarray(-4096).toString('base64');
}

function json(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const message = `Could not parse request body into json: ${(error as Error).message}`;
    throw new ServiceFault({ name: 'InvalidRequestContentException', message, status: 400 });
  }
}

/** Bytes of a handler's call; a state may have given text. */
function textOf(payload: Members[string]): string {
  if (payload instanceof Uint8Array) return Buffer.from(payload).toString('utf8');
  return typeof payload === 'string' ? payload : '';
}

/** Which version an alias stands for is not known here. */
function versionOf({ Qualifier }: Members): string {
  return typeof Qualifier === 'string' && /^\d+$/.test(Qualifier) ? Qualifier : '$LATEST';
}
