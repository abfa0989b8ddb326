/** The graph's page: takes messages from the client, draws, and says what the person does. */
import { applyEvent, endRun } from '../../core/graph/foldRun';
import { durationOf, emptyRun, marksOf } from '../../core/graph/runView';
import type { ExecutionStatus } from '../../core/interpreter/historyEvent';
import { readBundle } from '../../core/l10n/bundle';
import { phrase, useTranslations } from '../../core/l10n/phrase';
import type { Asked, FromWebview, ToWebview } from '../../messages/graphWebview';
import { Canvas } from './canvas';
import { Details, TABS, tellingTab, type Tab } from './details';
import { Drawing } from './drawing';
import { html, setText } from './element';
import { QuestionBar } from './questionBar';
import { readMessage } from './readMessage';
import { RUN_WORDS, standingOf, statusWord, type Standing } from './statusWords';
import { Toolbar } from './toolbar';

interface Kept {
  follow?: boolean;
  selected?: string;
  /** The details are opened by the person alone; a moving cursor or a stop only changes what they tell of. */
  open?: boolean;
  tab?: Tab;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromWebview): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

// Before anything of the page is made: it says what it is then.
useTranslations(readBundle(document.getElementById('stepwise-graph')?.dataset['translations'] ?? ''));

const vscode = acquireVsCodeApi();
const kept: Kept = { follow: true, ...vscode.getState() };

let run = emptyRun();
let runId: string | undefined;
/** How long the run had taken at a moment of this machine's clock, and whether it stands still since. */
let clock = { elapsed: 0, at: 0, stands: false };
let title = '';
let drawing: Drawing | undefined;
let stopped: string | undefined;
let asked: readonly Asked[] = [];
let selected = kept.selected;
let open = kept.open === true;
let tab: Tab | undefined = TABS.find((each) => each === kept.tab);
const iterations = new Map<string, number>();

const canvas = new Canvas({ select, moved: () => setFollow(false) });
const toolbar = new Toolbar({
  zoomIn: () => canvas.zoom(1),
  zoomOut: () => canvas.zoom(-1),
  fit: () => canvas.fit(),
  follow: setFollow,
  rerun: () => vscode.postMessage({ type: 'rerun' }),
  redrive: () => vscode.postMessage({ type: 'redrive' }),
  showRun: (id) => vscode.postMessage({ type: 'showRun', ...(id !== undefined && { runId: id }) }),
});
const questions = new QuestionBar((id) => vscode.postMessage({ type: 'answer', id }));
const details = new Details({
  close: () => show(false),
  tab(chosen) {
    tab = chosen;
    keep();
    render();
  },
  copy: (text) => vscode.postMessage({ type: 'copy', text }),
  pickIteration,
});
const spoken = html('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
const empty = html('p', { class: 'no-graph' }, phrase`Open a workflow to see its graph.`);
const stage = html('div', { class: 'stage' }, empty);
stage.append(canvas.element);

const root =
  document.getElementById('stepwise-graph') ?? document.body.appendChild(html('div', { id: 'stepwise-graph' }));
root.append(toolbar.element, questions.element, html('main', {}, stage, details.element), spoken);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && open) show(false);
});

const HANDLERS: { readonly [T in ToWebview['type']]: (message: Extract<ToWebview, { type: T }>) => void } = {
  graph({ title: newTitle, view }) {
    const sameMachine = newTitle === title;
    title = newTitle;
    empty.hidden = view.nodes.length > 0;
    setText(empty, phrase`This workflow has no states yet.`);
    drawing = new Drawing(view, { pickIteration });
    toolbar.showTitle(title);
    canvas.show(drawing, title, sameMachine);
  },
  runStarted(message) {
    forgetRun();
    runId = message.runId;
    clock = { elapsed: 0, at: Date.now(), stands: false };
    run.status = 'RUNNING';
    run.input = message.input;
  },
  noRun() {
    forgetRun();
  },
  runs(message) {
    toolbar.runs.show(message.runs, message.shown);
  },
  questions(message) {
    questions.show(message.questions);
    asked = message.questions;
  },
  runEvents(message) {
    if (message.runId !== runId) return;
    for (const event of message.events) applyEvent(run, event);
    if (kept.follow && run.active !== undefined && run.status === 'RUNNING') canvas.follow(run.active);
  },
  runEnded(message) {
    if (message.runId !== runId) return;
    const known = Object.hasOwn(RUN_WORDS, message.status);
    endRun(run, known ? (message.status as ExecutionStatus) : 'ABORTED', message);
    stopped = undefined;
  },
  clock({ elapsed, stands }) {
    clock = { elapsed, at: Date.now(), stands };
  },
  stopped({ statePath }) {
    stopped = statePath;
    if (statePath === undefined) return;
    choose(statePath);
    canvas.follow(statePath);
  },
  select({ statePath }) {
    choose(statePath);
  },
};

window.addEventListener('message', ({ data }) => {
  const message = readMessage(data);
  if (!message) return;
  HANDLERS[message.type](message as never);
  renderSoon();
});

function forgetRun(): void {
  run = emptyRun();
  runId = undefined;
  iterations.clear();
  tab = undefined;
  stopped = undefined;
  announced.clear();
}

function select(statePath: string): void {
  open = true;
  choose(statePath);
  vscode.postMessage({ type: 'reveal', statePath });
}

function show(details: boolean): void {
  open = details;
  keep();
  render();
}

function choose(statePath: string): void {
  if (statePath !== selected) tab = undefined;
  selected = statePath;
  keep();
  render();
  canvas.reveal(statePath);
}

function pickIteration(statePath: string, index: number | undefined): void {
  if (index === undefined) iterations.delete(statePath);
  else iterations.set(statePath, index);
  // Of many iterations only the figures are told until somebody looks.
  const isOutermost = run.states.get(statePath)?.has('') === true;
  if (index !== undefined && isOutermost && run.totals.size > 0) {
    vscode.postMessage({ type: 'lookAt', map: statePath, index });
  }
  render();
}

function setFollow(on: boolean): void {
  if (on === kept.follow) return;
  kept.follow = on;
  keep();
  render();
}

function keep(): void {
  Object.assign(kept, { selected, open, tab });
  vscode.setState(kept);
}

let pending: ReturnType<typeof setTimeout> | undefined;

/** At most sixty times a second, also in a panel that is hidden (where no animation frame comes). */
function renderSoon(): void {
  pending ??= setTimeout(() => {
    pending = undefined;
    render();
  }, 16);
}

function render(): void {
  toolbar.showFollow(kept.follow === true);
  toolbar.showRun(run, elapsed(), standing());
  drawing?.show(run, iterations);
  drawing?.point(selected, stopped, asked);
  const node = selected === undefined || !open ? undefined : drawing?.nodes.get(selected)?.node;
  const marks = node && marksOf(run, node.id, iterations);
  details.show(
    node && { node, marks, iteration: iterations.get(node.id), runStatus: run.status },
    tab ?? tellingTab(marks),
  );
  announce();
}

function elapsed(): number | undefined {
  if (run.status === 'NONE') return undefined;
  if (run.status === 'RUNNING') return clock.elapsed + (clock.stands ? 0 : Date.now() - clock.at);
  return durationOf(run);
}

/** What the run as a whole stands for: what a person has to do goes first. */
function standing(): Standing | undefined {
  if (stopped !== undefined) return 'stopped';
  return standingOf(asked);
}

const announced = new Map<string, string>();

/** Tells those who do not see the picture what changed in it. */
function announce(): void {
  const changes: string[] = [];
  for (const { node } of drawing?.nodes.values() ?? []) {
    const status = marksOf(run, node.id, iterations)?.status ?? 'none';
    if (status !== (announced.get(node.id) ?? 'none')) changes.push(`${node.label}: ${statusWord(status)}`);
    announced.set(node.id, status);
  }
  if (changes.length > 0) setText(spoken, changes.slice(-3).join('. '));
}

// Only the clock in the toolbar goes on by itself.
setInterval(() => {
  if (run.status === 'RUNNING') toolbar.showRun(run, elapsed(), standing());
}, 200);

render();
vscode.postMessage({ type: 'ready' });
