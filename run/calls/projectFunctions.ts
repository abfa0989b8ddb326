/** The functions of the project as handlers call them, one the other. */
import { phrase } from '../../core/l10n/phrase';
import type { InvokeOutcome, LambdaHost } from '../../lambda/lambda';
import type { Project } from '../../project';
import { ServiceFault } from '../../services/standins/standIn';
import type { FunctionInvocation, FunctionStore, InvokedFunction } from '../../services/standins/lambda';
import { eventTooLarge } from '../../lambda/failure';
import { REFUSAL_CODE, tellsOfRefusal } from '../gateway/refusal';
import { calledFunction } from '../runners/calledFunction';
import type { CallableFunction } from '../runners/calledFunction';
import { REFUSED } from '../runners/callFunction';
import type { RunServices } from '../run';
import type { StepFunctionsService } from '../stepFunctions/service';

/** What a run has for functions that call each other. */
export interface CallsBetweenFunctions extends Pick<RunServices, 'background' | 'stack' | 'tell'> {
  readonly lambda: Pick<LambdaHost, 'invoke'>;
  readonly stepFunctions: Pick<StepFunctionsService, 'callerOf' | 'serves'>;
  /** Of the run. */
  readonly signal?: AbortSignal;
}

/**
 * Functions that call each other so deep are taken to do so without end: each is a process that waits. On AWS nothing ends
 * them but the time they may take, and the bill.
 */
export const DEEPEST_CALLS = 16;

export class ProjectFunctions implements FunctionStore {
  /** How many functions wait for a process, by its id. */
  private readonly depths = new Map<string, number>();

  constructor(
    private readonly project: Project,
    private readonly around: CallsBetweenFunctions,
  ) {}

  has(functionName: string): boolean {
    return !('missing' in this.find({ functionName }));
  }

  async invoke(invocation: FunctionInvocation): Promise<InvokedFunction> {
    const called = this.find(invocation);
    if ('missing' in called) throw notHere(called.missing.why);
    const written: string[] = [];
    const outcome = await this.start(called, invocation, false, (event) => void written.push(event));
    const logged = invocation.wantsLog && { log: written.map((event) => `${event}\n`).join('') };
    if (outcome.type === 'success') return { payload: outcome.payload, hasFailed: false, ...logged };
    const { reason, notHere: lacking, errorType, errorMessage, payload } = outcome;
    if (lacking !== undefined) throw notHere(lacking);
    if (reason === 'refused') {
      throw new ServiceFault({ name: errorType, message: errorMessage, status: REFUSED[errorType] ?? 400 });
    }
    // No caller may take for its callee's failure what is to be set up here.
    if (tellsOfRefusal(payload)) throw notHere(phrase`${called.spec.name} failed: ${errorMessage}`);
    return { payload, hasFailed: true, ...logged };
  }

  queue(invocation: FunctionInvocation): void {
    const called = this.find(invocation);
    if ('missing' in called) throw notHere(called.missing.why);
    const tooLarge = eventTooLarge(invocation.event, true);
    if (tooLarge) throw new ServiceFault({ name: tooLarge.errorType, message: tooLarge.errorMessage, status: 413 });
    void this.start(called, invocation, true).then(
      (outcome) => this.tellOfQueued(called, outcome),
      () => undefined,
    );
  }

  /** Source: Lambda, "Capturing records of Lambda asynchronous invocations". */
  private tellOfQueued({ spec }: CallableFunction, outcome: InvokeOutcome): void {
    if (outcome.type === 'success' || outcome.notHere !== undefined || tellsOfRefusal(outcome.payload)) return;
    const failed = phrase`${spec.name} failed on a queued event: ${outcome.errorMessage}`;
    this.around.tell(
      phrase`${failed.replace(/\.$/, '')}. AWS would try it twice more, then send it to the function's dead-letter queue or OnFailure destination, or drop it. Here it is not tried again.`,
    );
  }

  private find({ functionName, processId }: Pick<FunctionInvocation, 'functionName' | 'processId'>) {
    const { project, around } = this;
    const caller = processId === undefined ? undefined : around.stepFunctions.callerOf(processId);
    return calledFunction(functionName, { project, stack: caller?.stack ?? around.stack });
  }

  /** The run ends when it has, even if its caller has ended before. */
  private start(
    { spec }: CallableFunction,
    { event, clientContext, processId, wantsLog }: FunctionInvocation,
    isQueued: boolean,
    log?: (event: string) => void,
  ): Promise<InvokeOutcome> {
    const { lambda, stepFunctions, background, signal } = this.around;
    const depth = (this.depths.get(processId ?? '') ?? 0) + 1;
    if (depth > DEEPEST_CALLS) {
      const message = phrase`Functions call each other more than ${DEEPEST_CALLS} levels deep. ${spec.name} is not called once more.`;
      throw new ServiceFault({ name: REFUSAL_CODE, message, status: 400 });
    }
    const caller = processId === undefined ? undefined : stepFunctions.callerOf(processId);
    const invoked = lambda.invoke(spec, event, {
      signal,
      isQueued,
      clientContext,
      ...(wantsLog && { log }),
      ...(!isQueued && { calledBy: processId }),
      takenBy: (id) => {
        this.depths.set(id, depth);
        // What it calls shows where its caller's calls show.
        if (caller) stepFunctions.serves(id, caller);
      },
    });
    background(invoked);
    return invoked;
  }
}

/** Nothing that a handler may get over. */
function notHere(message: string): ServiceFault {
  return new ServiceFault({ name: REFUSAL_CODE, message, status: 400 });
}
