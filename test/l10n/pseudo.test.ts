/** In a language that is nobody's, all that a person sees is in that language: what is not was never looked up. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientContext } from '../../client/clientContext';
import type { PlacedNode } from '../../core/graph/graphView';
import { emptyRun, type StateMarks, type StateStatus } from '../../core/graph/runView';
import type { HistoryEvent, RunEvent, RunNote } from '../../core/interpreter/historyEvent';
import { phrase, useTranslations } from '../../core/l10n/phrase';
import { buildMachine } from '../../core/model/buildMachine';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax/parse';
import { RunConsole } from '../../debugger/runConsole';
import { fakeDocument, type FakeElement } from '../hostile/fakePage';
import { writeFormatted } from '../harness/writeFormatted';
import { readFixture } from '../rules/diagnosticFixture';
import { englishIn, englishWordsIn, isPseudo, PSEUDO } from './pseudo';

/** What each output still says in English alone: a list that only grows shorter. `UPDATE=1` takes out what is translated. */
const FILE = path.join(__dirname, 'stillEnglish.json');
const stillEnglish = JSON.parse(readFileSync(FILE, 'utf8')) as { [output: string]: string[] };

function check(output: string, english: Iterable<string>): void {
  const found = [...new Set(english)].sort();
  const listed = stillEnglish[output] ?? [];
  if (process.env['UPDATE']) stillEnglish[output] = listed.filter((each) => found.includes(each));
  else expect(found).toEqual(listed);
}

afterAll(async () => {
  if (process.env['UPDATE']) await writeFormatted(FILE, JSON.stringify(stillEnglish, null, 2));
});

const { said } = vi.hoisted(() => ({ said: [] as unknown[] }));
vi.mock('vscode', async () => {
  const { stubbedVscode } = await import('../harness/stubbedVscode');
  const say = (...args: unknown[]): Promise<undefined> => (said.push(...args), Promise.resolve(undefined));
  const window = {
    ...{ showErrorMessage: say, showWarningMessage: say, showInformationMessage: say, showQuickPick: say },
    ...{ showOpenDialog: say, activeTextEditor: undefined, tabGroups: { activeTabGroup: {} } },
  };
  const workspace = { workspaceFolders: [], isTrusted: true, textDocuments: [] };
  return new Proxy({ window, workspace } as object, {
    get: (own, member) => Reflect.get(Reflect.has(own, member) ? own : stubbedVscode, member) as unknown,
    has: () => true,
  });
});

beforeAll(() => {
  useTranslations(PSEUDO);
  vi.stubGlobal('document', fakeDocument);
});
beforeEach(() => void (said.length = 0));

describe('the pseudo-language', () => {
  it('is told from English, and from a text that holds another', () => {
    const inner = phrase`Not reached`;
    expect(isPseudo(inner)).toBe(true);
    expect(englishIn(`✓ ${inner} · [!! ä ${inner} !!] Done`)).toBe('✓  ·  Done');
    expect(englishWordsIn('Ж [!! Ħ !!] not done')).toEqual(['not', 'done']);
  });
});

describe('in that language', () => {
  it('are the diagnostics of all definitions that rules are tried with', () => {
    const folder = path.join(__dirname, '..', 'rules', 'fixtures');
    const codes = readdirSync(folder).flatMap((name) => {
      const { source, language, options } = readFixture(name, readFileSync(path.join(folder, name), 'utf8'));
      const found = validateDocument(parseDocument(name, source.join('\n'), language), options);
      return found.flatMap(({ code, message, related = [] }) =>
        [message, ...related.map((place) => place.message)].every(isPseudo) ? [] : [code],
      );
    });
    check('diagnostics', codes);
  });

  it('are the lines of the debug console', () => {
    const written: string[] = [];
    const runConsole = new RunConsole(MACHINE, (line) => void written.push(line.text));
    for (const event of [...HISTORY, ...Object.values(NOTES).flat()]) runConsole.add(event);
    for (const status of ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
      runConsole.end('Ж', { status, error: 'Ω', cause: 'Ψ' }, 90_000);
    }
    for (let line = 0; line < 2100; line++) runConsole.add(HISTORY[0]!);
    check('console', written.filter((line) => englishWordsIn(line).length > 0).map(englishIn));
  });

  it('are the texts of the graph', async () => {
    const { Details, TABS } = await import('../../webview/graph/details');
    const { Toolbar } = await import('../../webview/graph/toolbar');
    const { drawState } = await import('../../webview/graph/drawNode');
    const drawn = drawState(NODE, [], {} as never);
    const shown: string[] = [];
    const read = (element: unknown): void => {
      for (const { attributes, children } of (element as FakeElement).all) {
        for (const name of ['title', 'aria-label']) shown.push(attributes.get(name) ?? '');
        shown.push(...children.filter((child) => typeof child === 'string'));
      }
    };
    const toolbar = new Toolbar({} as never);
    for (const status of ['NONE', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
      for (const standing of ['stopped', 'asked', undefined] as const) {
        toolbar.showRun({ ...emptyRun(), status }, 1500, standing);
        read(toolbar.element);
      }
    }
    const details = new Details({} as never);
    for (const runStatus of ['NONE', 'RUNNING', 'FAILED']) {
      for (const marks of [undefined, ...STATUSES.map(marksOf)]) {
        for (const tab of TABS) {
          details.show({ node: NODE, marks, runStatus, leadsTo: [] }, tab);
          read(details.element);
        }
        drawn.show({ marks });
        read(drawn.element);
      }
    }
    const ours = shown.map((each) => each.replace(/\bMap\b/g, ''));
    const left = ours.filter((each) => englishWordsIn(each).length > 0).map((each) => englishIn(each).trim());
    // Figures in a text are any.
    check(
      'graph',
      left.map((each) => each.replace(/\d+/g, '0')),
    );
  });

  it('are the messages of commands', async () => {
    const { TABLE } = await import('../../client/commands');
    const runs = { all: () => [], latest: () => undefined };
    const context = { runs, server: { request: () => Promise.resolve([]) } } as unknown as ClientContext;
    const outcomes: Record<string, () => unknown> = {
      saveHistory: () => TABLE.saveHistory.run(context),
      runHandler: () => TABLE.runHandler.run(context),
      openSample: () => TABLE.openSample.run(context),
      openSampleByName: () => TABLE.openSample.run(context, 'refund-approval'),
    };
    const english: string[] = [];
    for (const [name, run] of Object.entries(outcomes)) {
      said.length = 0;
      await run();
      const words = said.flatMap(wordsIn);
      expect(words.length, name).toBeGreaterThan(0);
      english.push(...words.filter((each) => !isPseudo(each)).map((each) => `${name}: ${each}`));
    }
    check('commands', english);
  });
});

/** What a call of VS Code's window shows: names of samples are data. */
function wordsIn(argument: unknown): string[] {
  if (typeof argument === 'string') return [argument];
  if (Array.isArray(argument)) return argument.flatMap(wordsIn);
  const { title, detail, openLabel } = (argument ?? {}) as { [member: string]: unknown };
  return [title, detail, openLabel].filter((each) => typeof each === 'string');
}

/** All data is in letters that are not Latin: words in those are ours. */
const ENVELOPE = { statePath: 'Ж', strand: '0', iterations: [2] };
const TIME = '2030-01-31T08:00:00.000Z';

function history(event: object): RunEvent {
  return {
    kind: 'history',
    envelope: ENVELOPE,
    event: { id: 1, timestamp: TIME, ...event } as unknown as HistoryEvent,
  } as never;
}

const HISTORY: readonly RunEvent[] = [
  history({ type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Ж' } }),
  history({ type: 'LambdaFunctionFailed', lambdaFunctionFailedEventDetails: { error: 'Ω', cause: 'Ψ' } }),
  history({ type: 'ActivityTimedOut', activityTimedOutEventDetails: { error: undefined } }),
  history({ type: 'TaskStateExited', stateExitedEventDetails: { name: 'Ж' }, timestamp: '2030-01-31T08:01:05.000Z' }),
];

function note<Type extends RunNote['type']>(type: Type, some: object): RunEvent {
  return { kind: 'note', envelope: ENVELOPE, note: { type, ...some } as unknown as RunNote } as never;
}

const COUNTS = { total: 7, succeeded: 1, failed: 1, timedOut: 1, aborted: 1, running: 1, pending: 1 };

/** The compiler asks for each kind of note. */
const NOTES: Readonly<Record<RunNote['type'], readonly RunEvent[]>> = {
  TransitionTaken: ['next', 'choice', 'catch'].map((transition) => note('TransitionTaken', { transition, to: 'Ж' })),
  StoodStill: [note('StoodStill', { milliseconds: 1500 })],
  ServiceCalled: (['mock', 'stand-in', 'endpoint', 'person', 'model', 'nobody'] as const).flatMap((by) => [
    note('ServiceCalled', { service: 'Ω', action: 'Ж', input: '{}', by }),
    note('ServiceCalled', { service: 'Ω', action: 'Ж', input: '{}', by, error: { error: 'Ψ' } }),
  ]),
  ChildrenNotSaved: [note('ChildrenNotSaved', {})],
  AnswerInferred: [note('AnswerInferred', {})],
  Explained: [note('Explained', { sentence: 'Ψ' })],
  FailureFacts: [note('FailureFacts', {})],
  RetryScheduled: [note('RetryScheduled', { attempt: 1, delaySeconds: 1.5, error: 'Ω' })],
  Caught: [note('Caught', { error: 'Ω' })],
  WaitStarted: [10, 7200].map((seconds) => note('WaitStarted', { seconds, until: '08:00' })),
  MapRun: [1, 7].map((total) =>
    note('MapRun', {
      mapRun: { status: 'FAILED', itemCounts: { ...COUNTS, total: 9 }, executionCounts: { ...COUNTS, total } },
    }),
  ),
  TaskLog: [note('TaskLog', { stream: 'stdout', text: 'Ψ' })],
};

const MACHINE = buildMachine(
  parseDocument(
    'a.asl.json',
    JSON.stringify({ StartAt: 'Ж', States: { Ж: { Type: 'Task', Resource: 'Ω', End: true } } }),
    'json',
  ),
)!;

const STATUSES = Object.keys({
  none: true,
  running: true,
  waiting: true,
  retrying: true,
  succeeded: true,
  failed: true,
  caught: true,
  aborted: true,
} satisfies Record<StateStatus, true>) as readonly StateStatus[];

function marksOf(status: StateStatus): StateMarks {
  const items: StateStatus[] = Array.from({ length: 250 }, () => status);
  const retrier = { index: 0, attempt: 1, delaySeconds: 1.5 };
  const ended = status === 'running' ? {} : { endedAt: 91_000 };
  return {
    path: 'Ж',
    iterations: [],
    status,
    visits: 2,
    retries: 1,
    retrier,
    startedAt: 1000,
    ...ended,
    items,
  } as never;
}

/** `Map` is a word of the States Language. Wide enough for every text. */
const NODE = {
  ...{ id: 'Ж', kind: 'state', type: 'Map', label: 'Ж', maxAttempts: [3] },
  ...{ x: 0, y: 0, width: 5000, height: 48 },
} as PlacedNode;
