/** Where a run really went by placeholders of values that nobody has given: its result is a guess there. */
import { expressionUses, pathUses } from '../../core/facts/expressions';
import { definitionObjects, fieldUses } from '../../core/facts/definitionObjects';
import { isJsonObject, type Json } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { visible } from '../../core/escape/visible';
import { phrase } from '../../core/l10n/phrase';
import type { Machine, State } from '../../core/model/machine';
import { compilePath, isQueryProblem } from '../../core/query';
import type { ReachedValue } from './unsetValues';

export class ReachedFillers {
  /** By key of the value: words for the places. */
  private readonly places = new Map<string, Set<string>>();
  private readonly readOf = new Map<string, readonly Read[]>();

  constructor(
    private readonly machine: Machine,
    private readonly unset: readonly ReachedValue[],
  ) {}

  add(event: RunEvent): void {
    if (this.unset.length === 0 || event.kind !== 'history' || event.envelope.statePath === undefined) return;
    const state = this.machine.byPath.get(event.envelope.statePath);
    if (!state) return;
    const { stateEnteredEventDetails: entered } = event.event;
    if (entered) this.entered(state, entered.input ?? '');
    const sent = sentIn(event.event);
    if (sent !== undefined) this.sent(state, sent);
  }

  /** What the result rests on: a sentence, undefined where it rests on no placeholder. */
  sentence(): string | undefined {
    if (this.places.size === 0) return undefined;
    const values = [...this.places].map(([key, places]) => visible(`${key} (${[...places].join(', ')})`));
    return phrase`This result is a guess: placeholders stood for ${values.join('; ')}.`;
  }

  private entered(state: State, input: string): void {
    for (const { key, decidesIn } of this.unset) if (decidesIn.includes(state.name)) this.note(key, `"${state.name}"`);
    if (state.type !== 'Choice' && state.type !== 'Wait') return;
    if (!this.unset.some(({ filler }) => input.includes(filler))) return;
    const data = parsed(input);
    const texts = this.readsOf(state).map((read) => JSON.stringify(read(data)) ?? '');
    this.noteIn(texts.join('\n'), `"${state.name}"`);
  }

  private sent(state: State, text: string): void {
    this.noteIn(text, phrase`what "${state.name}" sent`);
    for (const { key, decidesIn } of this.unset) {
      // Of a function's environment: `NAME (VARIABLE)`.
      const place = decidesIn.find((each) => / \(\w+\)$/.test(each) && text.includes(each.replace(/ \(\w+\)$/, '')));
      if (place !== undefined) this.note(key, place);
    }
  }

  private noteIn(text: string, place: string): void {
    for (const { key, filler } of this.unset) if (text.includes(filler)) this.note(key, place);
  }

  private note(key: string, place: string): void {
    const known = this.places.get(key);
    if (known) known.add(place);
    else this.places.set(key, new Set([place]));
  }

  /** How a state reads its input to decide by it. */
  private readsOf(state: State): readonly Read[] {
    let reads = this.readOf.get(state.path);
    if (!reads) this.readOf.set(state.path, (reads = readsIn(this.machine, state)));
    return reads;
  }
}

type Read = (input: Json | undefined) => Json | undefined;

function readsIn(machine: Machine, state: State): Read[] {
  const uses = fieldUses(definitionObjects(machine).filter((object) => object.state === state));
  const paths = pathUses(uses).map(({ node }): Read => {
    const path = compilePath(node.value);
    if (isQueryProblem(path)) return () => undefined;
    return (input) => {
      const found = input === undefined ? undefined : path.evaluateIn({ input });
      return found?.found ? found.value : undefined;
    };
  });
  const expressions = expressionUses(uses).flatMap(({ read }): Read[] => {
    if (isQueryProblem(read)) return [];
    return read.states.map(
      ({ steps }) =>
        (input) =>
          steps[0] === 'input' ? at(input, steps.slice(1)) : undefined,
    );
  });
  return [...paths, ...expressions];
}

function at(json: Json | undefined, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((each, step) => {
    if (each === undefined || !isJsonObject(each)) return each;
    return Object.hasOwn(each, step) ? each[step] : undefined;
  }, json);
}

type HistoryEvent = Extract<RunEvent, { kind: 'history' }>['event'];

/** What a task was called with. */
function sentIn(event: HistoryEvent): string | undefined {
  const { taskScheduledEventDetails: task, lambdaFunctionScheduledEventDetails: lambda } = event;
  const { activityScheduledEventDetails: activity } = event;
  if (task) return `${task.resource ?? ''} ${task.parameters ?? ''}`;
  if (lambda) return `${lambda.resource ?? ''} ${lambda.input ?? ''}`;
  return activity && `${activity.resource ?? ''} ${activity.input ?? ''}`;
}

function parsed(text: string): Json | undefined {
  try {
    return jsonValue(text);
  } catch {
    return undefined;
  }
}
