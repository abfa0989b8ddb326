/**
 * The upper bound that the interpreter is measured against: plain loops over compiled closures that build the same
 * event objects (the very stream the interpreter yields for these machines, as a test compares) and know nothing of
 * retries, catchers, scopes, limits, pauses or cancellation. What an interpreter can at best reach; never made slower.
 */
import jsonata from 'jsonata';
import type { Json, JsonObject } from '../core/json';
import type { Envelope, HistoryEvent, HistoryEventType, RunEvent, RunNote } from '../core/interpreter/historyEvent';

/** What a run needs from outside. */
export interface BoundHost {
  now(): number;
  emit(event: RunEvent): void;
}

type Bound = (inputText: string, host: BoundHost) => void;
type Transition = Extract<RunNote, { type: 'TransitionTaken' }>['transition'];

const ROLE = 'arn:aws:iam::123456789012:role/StepFunctionsRole';
const NOT_TRUNCATED = { truncated: false } as const;
const NO_ITERATIONS: readonly number[] = [];

/** A state as two closures: what it makes of its data, and where it goes. */
interface BoundState {
  readonly entered: HistoryEventType;
  readonly exited: HistoryEventType;
  readonly name: string;
  readonly path: string;
  readonly compute: ((value: Json) => Json) | undefined;
  readonly transition: Transition;
  readonly next: (value: Json) => BoundState | undefined;
}

/** Counts event ids. An event is written as `{ id: run.next(), previousEventId: run.before, … }`. */
class BoundRun {
  id = 0;
  before = 0;
  previous = 0;

  private lastTime = Number.NaN;
  private lastTimestamp = '';

  constructor(private readonly host: BoundHost) {}

  timestamp(): string {
    const now = this.host.now();
    if (now !== this.lastTime) {
      this.lastTime = now;
      this.lastTimestamp = new Date(now).toISOString();
    }
    return this.lastTimestamp;
  }

  next(): number {
    this.before = this.previous;
    return (this.previous = ++this.id);
  }

  tell(event: HistoryEvent, envelope: Envelope): void {
    this.host.emit({ kind: 'history', event, envelope });
  }

  /** Runs a line of states. Gives the text of its output. */
  strand(first: BoundState, input: Json, inputText: string, strand: string, iterations: readonly number[]): string {
    let value = input;
    let text = inputText;
    let state: BoundState | undefined = first;
    while (state) {
      const envelope: Envelope = { statePath: state.path, strand, iterations };
      this.entered(state, envelope, text);
      if (state.compute) {
        value = state.compute(value);
        text = JSON.stringify(value);
      }
      const next: BoundState | undefined = state.next(value);
      this.exited(state, envelope, text, next);
      state = next;
    }
    return text;
  }

  entered({ entered, name }: Pick<BoundState, 'entered' | 'name'>, envelope: Envelope, input: string): void {
    this.tell(
      {
        id: this.next(),
        previousEventId: this.before,
        type: entered,
        timestamp: this.timestamp(),
        stateEnteredEventDetails: { name, input, inputDetails: NOT_TRUNCATED },
      },
      envelope,
    );
  }

  exited(
    { exited, name, path, transition }: Pick<BoundState, 'exited' | 'name' | 'path' | 'transition'>,
    envelope: Envelope,
    output: string,
    next?: BoundState,
  ): void {
    this.tell(
      {
        id: this.next(),
        previousEventId: this.before,
        type: exited,
        timestamp: this.timestamp(),
        stateExitedEventDetails: { name, output, outputDetails: NOT_TRUNCATED },
      },
      envelope,
    );
    const note: RunNote = next
      ? { type: 'TransitionTaken', from: path, to: next.path, transition, index: 0 }
      : { type: 'TransitionTaken', from: path, transition: 'end', index: 0 };
    this.host.emit({ kind: 'note', note, envelope });
  }
}

const ROOT: Envelope = { strand: '', iterations: NO_ITERATIONS };

function begin(host: BoundHost, inputText: string): BoundRun {
  const run = new BoundRun(host);
  run.tell(
    {
      id: run.next(),
      previousEventId: run.before,
      type: 'ExecutionStarted',
      timestamp: run.timestamp(),
      executionStartedEventDetails: { input: inputText, inputDetails: NOT_TRUNCATED, roleArn: ROLE },
    },
    ROOT,
  );
  run.previous = 0;
  return run;
}

function end(run: BoundRun, output: string): void {
  run.tell(
    {
      id: run.next(),
      previousEventId: run.before,
      type: 'ExecutionSucceeded',
      timestamp: run.timestamp(),
      executionSucceededEventDetails: { output, outputDetails: NOT_TRUNCATED },
    },
    ROOT,
  );
}

function pass(name: string, path = name, next?: BoundState, compute?: BoundState['compute']): BoundState {
  return {
    entered: 'PassStateEntered',
    exited: 'PassStateExited',
    name,
    path,
    compute,
    transition: 'next',
    next: () => next,
  };
}

/** Pass states in a row. */
export function chainBound(length: number): Bound {
  let first = pass(`S${length - 1}`);
  for (let index = length - 2; index >= 0; index--) first = pass(`S${index}`, `S${index}`, first);
  return (inputText, host) => {
    const run = begin(host, inputText);
    end(run, run.strand(first, JSON.parse(inputText) as Json, inputText, '', NO_ITERATIONS));
  };
}

/** A Map over `items` with one Pass inside. */
export function mapBound(): Bound {
  const map = {
    entered: 'MapStateEntered',
    exited: 'MapStateExited',
    name: 'Each',
    path: 'Each',
    transition: 'end',
  } as const;
  const inside = pass('Inside', 'Each/Inside');
  return (inputText, host) => {
    const run = begin(host, inputText);
    const envelope = { statePath: 'Each', strand: '', iterations: NO_ITERATIONS };
    run.entered(map, envelope, inputText);
    const { items } = JSON.parse(inputText) as { items: Json[] };
    run.tell(
      {
        id: run.next(),
        previousEventId: run.before,
        type: 'MapStateStarted',
        timestamp: run.timestamp(),
        mapStateStartedEventDetails: { length: items.length },
      },
      envelope,
    );
    const started = run.previous;
    const outputs: string[] = [];
    for (let index = 0; index < items.length; index++) {
      run.previous = started;
      const strand = `/Each#0:${index}`;
      const iterations = [index];
      run.tell(
        {
          id: run.next(),
          previousEventId: run.before,
          type: 'MapIterationStarted',
          timestamp: run.timestamp(),
          mapIterationStartedEventDetails: { name: 'Each', index },
        },
        { strand, iterations },
      );
      const item = items[index] as Json;
      outputs.push(run.strand(inside, item, JSON.stringify(item), strand, iterations));
      run.tell(
        {
          id: run.next(),
          previousEventId: run.before,
          type: 'MapIterationSucceeded',
          timestamp: run.timestamp(),
          mapIterationSucceededEventDetails: { name: 'Each', index },
        },
        { statePath: 'Each/Inside', strand, iterations },
      );
    }
    const output = `[${outputs.join(',')}]`;
    succeeded(run, 'MapStateSucceeded', envelope);
    run.exited(map, envelope, output);
    end(run, output);
  };
}

/** Both `…StateSucceeded` and `…StateExited` follow the last event inside. */
function succeeded(run: BoundRun, type: HistoryEventType, envelope: Envelope): void {
  const last = run.previous;
  run.tell({ id: run.next(), previousEventId: run.before, type, timestamp: run.timestamp() }, envelope);
  run.previous = last;
}

/** A Choice loop that counts `n` to the limit with States.MathAdd. */
export function loopBound(limit: number): Bound {
  const done: BoundState = { ...pass('Done'), entered: 'SucceedStateEntered', exited: 'SucceedStateExited' };
  const count: BoundState = {
    ...pass('Count', 'Count', done, (value) => ({ n: Math.round((value as { n: number }).n + 1) })),
    next: (value) => ((value as { n: number }).n < limit ? again : over),
  };
  const again = choice('choice', count);
  const over = choice('default', done);
  return (inputText, host) => {
    const run = begin(host, inputText);
    end(run, run.strand(count, JSON.parse(inputText) as Json, inputText, '', NO_ITERATIONS));
  };

  function choice(transition: Transition, next: BoundState): BoundState {
    return {
      entered: 'ChoiceStateEntered',
      exited: 'ChoiceStateExited',
      name: 'Enough',
      path: 'Enough',
      compute: undefined,
      transition,
      next: () => next,
    };
  }
}

/** The same loop in JSONata, its expressions evaluated by the library itself. */
export function jsonataLoopBound(limit: number): (inputText: string, host: BoundHost) => Promise<void> {
  const increment = jsonata('$states.input.n + 1');
  const isBelow = jsonata(`$states.input.n < ${limit}`);
  const done: BoundState = { ...pass('Done'), entered: 'SucceedStateEntered', exited: 'SucceedStateExited' };
  const count = pass('Count');
  const enough: BoundState = { ...pass('Enough'), entered: 'ChoiceStateEntered', exited: 'ChoiceStateExited' };
  const again: BoundState = { ...enough, transition: 'choice' };
  const over: BoundState = { ...enough, transition: 'default' };
  return async (inputText, host) => {
    const run = begin(host, inputText);
    let input = JSON.parse(inputText) as JsonObject;
    let text = inputText;
    for (let below = true; below;) {
      const inCount = { statePath: 'Count', strand: '', iterations: NO_ITERATIONS };
      run.entered(count, inCount, text);
      input = { n: (await increment.evaluate(undefined, { states: { input } })) as Json };
      text = JSON.stringify(input);
      run.exited(count, inCount, text, enough);
      const inEnough = { statePath: 'Enough', strand: '', iterations: NO_ITERATIONS };
      run.entered(enough, inEnough, text);
      below = (await isBelow.evaluate(undefined, { states: { input } })) as boolean;
      if (below) run.exited(again, inEnough, text, count);
      else run.exited(over, inEnough, text, done);
    }
    end(run, run.strand(done, input, text, '', NO_ITERATIONS));
  };
}

/** A Parallel of branches with one Pass each. */
export function parallelBound(branches: number): Bound {
  const parallel = {
    entered: 'ParallelStateEntered',
    exited: 'ParallelStateExited',
    name: 'All',
    path: 'All',
    transition: 'end',
  } as const;
  const states = Array.from({ length: branches }, (_, index) => pass(`B${index}`, `All/${index}/B${index}`));
  return (inputText, host) => {
    const run = begin(host, inputText);
    const envelope = { statePath: 'All', strand: '', iterations: NO_ITERATIONS };
    run.entered(parallel, envelope, inputText);
    run.tell(
      { id: run.next(), previousEventId: run.before, type: 'ParallelStateStarted', timestamp: run.timestamp() },
      envelope,
    );
    const started = run.previous;
    const input = JSON.parse(inputText) as Json;
    const outputs: string[] = [];
    for (let index = 0; index < states.length; index++) {
      run.previous = started;
      outputs.push(run.strand(states[index] as BoundState, input, inputText, `/All#0:${index}`, NO_ITERATIONS));
    }
    const output = `[${outputs.join(',')}]`;
    succeeded(run, 'ParallelStateSucceeded', envelope);
    run.exited(parallel, envelope, output);
    end(run, output);
  };
}

/** `lambda:invoke` tasks in a row, each answered by a promise. */
export function tasksBound(
  length: number,
  answer: (call: { FunctionName: string; Payload: Json }) => JsonObject,
): Bound {
  const states = Array.from({ length }, (_, index): BoundState => ({
    ...pass(`S${index}`),
    entered: 'TaskStateEntered',
    exited: 'TaskStateExited',
  }));
  return (inputText, host) => {
    const run = begin(host, inputText);
    let value = JSON.parse(inputText) as Json;
    let text = inputText;
    for (let index = 0; index < states.length; index++) {
      const state = states[index] as BoundState;
      const envelope = { statePath: state.path, strand: '', iterations: NO_ITERATIONS };
      run.entered(state, envelope, text);
      const call = { FunctionName: 'f', Payload: value };
      const parameters = JSON.stringify(call);
      run.tell(
        {
          id: run.next(),
          previousEventId: run.before,
          type: 'TaskScheduled',
          timestamp: run.timestamp(),
          taskScheduledEventDetails: { resourceType: 'lambda', resource: 'invoke', region: 'us-east-1', parameters },
        },
        envelope,
      );
      run.tell(
        {
          id: run.next(),
          previousEventId: run.before,
          type: 'TaskStarted',
          timestamp: run.timestamp(),
          taskStartedEventDetails: { resourceType: 'lambda', resource: 'invoke' },
        },
        envelope,
      );
      const result = answer(call);
      const output = JSON.stringify(result);
      run.tell(
        {
          id: run.next(),
          previousEventId: run.before,
          type: 'TaskSucceeded',
          timestamp: run.timestamp(),
          taskSucceededEventDetails: {
            resourceType: 'lambda',
            resource: 'invoke',
            output,
            outputDetails: NOT_TRUNCATED,
          },
        },
        envelope,
      );
      value = result.Payload as Json;
      text = JSON.stringify(value);
      run.exited(state, envelope, text, states[index + 1]);
    }
    end(run, text);
  };
}
