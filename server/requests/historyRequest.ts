/** A saved history as a run: of the machine that its ARN names, else of one that has its states, else of one that is drawn from it. */
import { explaining } from '../../core/explain';
import { buildGraph } from '../../core/graph/buildGraph';
import { sketchMachine } from '../../core/graph/sketchMachine';
import { envelopesOf, nameIn, placedHistory, withChildren, withoutChildren } from '../../core/interpreter/resume';
import { errorOf, executionStatusAfter, kindOf } from '../../core/history/eventKinds';
import type { ExecutionResult, HistoryEvent, RunEvent } from '../../core/interpreter/historyEvent';
import { phrase } from '../../core/l10n/phrase';
import { buildMachine, type Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import type { HistoryView, LanguageRequests, MachinePlace } from '../../messages/languageClient';
import { machineNameOf } from '../../project';
import { LARGEST_HISTORY, readTextFile } from '../../project/readRegularFile';
import { readHistory } from '../../run/history/readHistory';
import { filePathOf } from '../fileUri';
import { hostedMachine } from '../machineTexts';
import type { ServerContext } from '../serverContext';

type Asked = LanguageRequests['stepwise/history'];

interface Fit extends MachinePlace {
  readonly machine: Machine;
}

export function viewHistory(context: ServerContext, { uri, candidates }: Asked['params']): Asked['result'] {
  const file = filePathOf(uri);
  const read = file === undefined ? { reason: phrase`it is not on this disk` } : readTextFile(file, LARGEST_HISTORY);
  if (read.text === undefined) return { problem: phrase`The history cannot be read: ${read.reason}.` };
  const history = readHistory(read.text);
  if ('problem' in history) return { problem: phrase`This is not a history: ${history.problem}` };
  const { events, childExecutions = [], executionArn } = history;
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return { problem: phrase`This history has no events.` };
  const name = executionArn?.split(':')[6];
  const fits = fitting(context, candidates, events, name);
  const sketch = fits.length > 0 ? undefined : sketchOf(events);
  const machine = fits[0]?.machine ?? sketch;
  if (!machine)
    return { problem: phrase`This history cannot be drawn: no execution can have its events in this order.` };
  const told = placedHistory(machine, events, childExecutions);
  const isOfAws = history.version === undefined && childExecutions.length === 0;
  const all = isOfAws ? withoutChildren(told) : withChildren(machine, told, childExecutions);
  return {
    ...(name !== undefined && { name }),
    machines: fits.map(({ machine: _, ...place }) => place),
    ...(sketch && { sketch: buildGraph(sketch) }),
    events: sketch ? all : withExplanations(machine, all),
    input: first.executionStartedEventDetails?.input ?? '{}',
    startedAt: Date.parse(first.timestamp),
    endedAt: Date.parse(last.timestamp),
    ...endOf(last),
  };
}

function withExplanations(machine: Machine, events: readonly RunEvent[]): readonly RunEvent[] {
  const told: RunEvent[] = [];
  const emit = explaining(machine, (event) => told.push(event));
  for (const event of events) emit(event);
  return told;
}

/** One that is named stands alone; a single candidate is the one that a person chose. */
function fitting(
  context: ServerContext,
  candidates: readonly MachinePlace[],
  events: readonly HistoryEvent[],
  named: string | undefined,
): Fit[] {
  const loaded = candidates.flatMap((place): Fit[] => {
    const found = hostedMachine(context, place.uri, place.name);
    return found ? [{ ...place, machine: found.machine }] : [];
  });
  if (candidates.length === 1) return loaded;
  const states = new Set(
    events.flatMap((event) => (kindOf(event.type)?.about === 'state' ? (nameIn(event) ?? []) : [])),
  );
  const withStates = loaded.filter(({ machine }) => {
    const names = new Set([...machine.byPath.values()].map((state) => state.name));
    return [...states].every((state) => names.has(state));
  });
  const isNamed = ({ uri, name }: MachinePlace): boolean =>
    named !== undefined &&
    [name, machineNameOf(filePathOf(uri) ?? uri)].some((each) => each !== undefined && same(each, named));
  const exact = withStates.filter(isNamed);
  return exact.length > 0 ? exact.slice(0, 1) : withStates;
}

/** `OrderFulfilmentStateMachine-Xy1Z` on AWS is `OrderFulfilmentStateMachine` in its template. */
function same(here: string, onAws: string): boolean {
  return here === onAws || onAws.startsWith(`${here}-`);
}

function sketchOf(events: readonly HistoryEvent[]): Machine | undefined {
  const nothing = machineOf({ States: {} });
  const envelopes = nothing && envelopesOf(nothing.root, events);
  return envelopes && machineOf(sketchMachine(events, envelopes));
}

function machineOf(definition: object): Machine | undefined {
  return buildMachine(parseDocument('stepwise:/history.asl.json', JSON.stringify(definition), 'json'));
}

function endOf(last: HistoryEvent): Pick<HistoryView, 'end'> {
  const status = executionStatusAfter(last.type);
  if (status === undefined || status === 'RUNNING') return {};
  const { output } = last.executionSucceededEventDetails ?? {};
  const end: ExecutionResult = { status, ...(output !== undefined && { output }), ...errorOf(last) };
  return { end };
}
