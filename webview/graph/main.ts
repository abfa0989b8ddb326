/** The graph's page: takes messages from the client, draws, and says what the person does. */
import { marksOf } from '../../core/graph/runView';
import type { GraphView, Picture } from '../../core/graph/graphView';
import { readBundle } from '../../core/l10n/bundle';
import { phrase, useTranslations } from '../../core/l10n/phrase';
import type { FromWebview, ToWebview } from '../../messages/graphWebview';
import { Announcer } from './announcer';
import { Arranger } from './arranger';
import { Canvas } from './canvas';
import { Details, TABS, tellingTab, type Tab } from './details';
import { Drawing } from './drawing';
import { html, setText } from './element';
import { findStates } from './find';
import { graphIndex } from './graphIndex';
import type { Interest } from './openStates';
import { QuestionBar } from './questionBar';
import { readMessage } from './readMessage';
import { SearchBox } from './searchBox';
import { ShownRun } from './shownRun';
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

const run = new ShownRun();
let title = '';
let graph: GraphView = { nodes: [], edges: [] };
let index = graphIndex(graph);
let drawing: Drawing | undefined;
/** Whether the graph that comes is that of the machine which shows. */
let isSameMachine = false;
let selected = kept.selected;
let open = kept.open === true;
let tab: Tab | undefined = TABS.find((each) => each === kept.tab);
const iterations = new Map<string, number>();
/** What the person has opened or closed, by path. */
const opened = new Map<string, boolean>();

const canvas = new Canvas({ select, toggle, moved: () => setFollow(false) });
const arranger = new Arranger({
  begun(picture, states) {
    // What shows is more than the beginning.
    if (isSameMachine && drawing) return;
    draw(picture);
    setText(rest, phrase`Arranging ${states} states …`);
    rest.hidden = false;
    render();
  },
  arranged(picture, anchor) {
    draw(picture, anchor);
    rest.hidden = true;
    lookAgain?.();
    lookAgain = undefined;
    render();
  },
  busy(states) {
    if (!isSameMachine || !drawing) nothing(phrase`Arranging ${states} states …`);
  },
  failed(error) {
    console.error(error);
    nothing(phrase`Stepwise could not draw this workflow, which is a bug of Stepwise. The workflow may be right.`);
  },
});
/** What waits for the picture to be arranged. */
let lookAgain: (() => void) | undefined;
const search = new SearchBox({
  find: (query) => findStates(graph, run.view, query),
  at: (statePath) => (statePath === undefined ? render() : lookAt(statePath)),
  closed(statePath) {
    render();
    if (statePath !== undefined) canvas.focus(statePath);
  },
});
const toolbar = new Toolbar({
  zoomIn: () => canvas.zoom(1),
  zoomOut: () => canvas.zoom(-1),
  fit: () => canvas.fit(),
  find: () => search.open(),
  follow: setFollow,
  rerun: () => vscode.postMessage({ type: 'rerun' }),
  redrive: () => vscode.postMessage({ type: 'redrive' }),
  showRun,
});
const details = new Details({
  close: () => showDetails(false),
  tab(chosen) {
    tab = chosen;
    keep();
    render();
  },
  copy: (text) => vscode.postMessage({ type: 'copy', text }),
  pickIteration,
  select,
  openFrame: (place) => vscode.postMessage({ type: 'openFrame', ...place }),
  openRun: showRun,
});
const questions = new QuestionBar((id) => vscode.postMessage({ type: 'answer', id }));
const announcer = new Announcer();
const empty = html('p', { class: 'no-graph' }, phrase`Open a workflow to see its graph.`);
const stage = html('div', { class: 'stage' }, empty);
/** What is still to come of the picture. */
const rest = html('p', { class: 'rest', role: 'status' });
rest.hidden = true;
stage.append(canvas.element, search.element, rest);

const root =
  document.getElementById('stepwise-graph') ?? document.body.appendChild(html('div', { id: 'stepwise-graph' }));
root.append(
  html('header', {}, toolbar.element),
  questions.element,
  html('main', {}, stage, details.element),
  announcer.element,
);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && open) {
    const wasInside = details.element.contains(document.activeElement);
    showDetails(false);
    if (wasInside && selected !== undefined) canvas.focus(selected);
  } else if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    search.open();
    event.preventDefault();
  }
});

const HANDLERS: { readonly [T in ToWebview['type']]: (message: Extract<ToWebview, { type: T }>) => void } = {
  graph(message) {
    isSameMachine = message.title === title;
    title = message.title;
    if (!isSameMachine) {
      opened.clear();
      run.forget();
    }
    graph = message.view;
    index = graphIndex(graph);
    toolbar.showTitle(title);
    arranger.take(graph, interest());
    search.refresh();
  },
  noGraph(message) {
    title = message.title;
    run.forget();
    toolbar.showTitle(title);
    nothing(message.reason);
  },
  runStarted(message) {
    run.begin(message);
    forgetChoices();
  },
  noRun() {
    run.forget();
    forgetChoices();
  },
  runs(message) {
    toolbar.runs.show(message.runs, message.shown);
  },
  questions(message) {
    questions.show(message.questions);
    run.asked = message.questions;
  },
  nestedStarted: (message) => run.nestedBegins(message),
  runEvents(message) {
    const { view } = run;
    if (run.add(message) && kept.follow && view.active !== undefined && view.status === 'RUNNING')
      canvas.follow(view.active);
  },
  runEnded: (message) => run.end(message),
  clock: (message) => run.setClock(message),
  stopped({ statePath }) {
    run.stop(statePath);
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

/** What a person chose in the run before. */
function forgetChoices(): void {
  iterations.clear();
  tab = undefined;
  announcer.forget();
}

/** Undefined: the machine alone. */
function showRun(runId: string | undefined): void {
  vscode.postMessage({ type: 'showRun', ...(runId !== undefined && { runId }) });
}

function draw(picture: Picture, anchor?: string): void {
  drawing = new Drawing(picture, { pickIteration, toggle });
  empty.hidden = picture.nodes.length > 0;
  setText(empty, phrase`This workflow has no states yet.`);
  show();
  canvas.show(drawing, title, isSameMachine, anchor);
  isSameMachine = true;
}

/** Instead of a picture. */
function nothing(why: string): void {
  drawing = undefined;
  canvas.clear();
  setText(empty, why);
  empty.hidden = false;
  rest.hidden = true;
}

function select(statePath: string): void {
  open = true;
  choose(statePath);
  vscode.postMessage({ type: 'reveal', statePath });
}

function showDetails(shown: boolean): void {
  open = shown;
  keep();
  render();
}

function choose(statePath: string): void {
  if (statePath !== selected) tab = undefined;
  selected = statePath;
  keep();
  lookAt(statePath);
}

/** Opens what the state is in, and brings it where it can be read. */
function lookAt(statePath: string): void {
  arranger.consider(
    interest(),
    true,
    index.around(statePath).find((id) => drawing?.nodes.has(id)),
  );
  render();
  if (drawing?.nodes.has(statePath)) canvas.reveal(statePath, true);
  else lookAgain = () => canvas.reveal(statePath, true);
}

function toggle(statePath: string): void {
  if (!arranger.holds(statePath)) return;
  opened.set(statePath, !arranger.isOpen(statePath));
  arranger.consider(interest(), true, statePath);
}

function pickIteration(statePath: string, index: number | undefined): void {
  if (index === undefined) iterations.delete(statePath);
  else iterations.set(statePath, index);
  if (index !== undefined && run.isToldInFigures(statePath)) {
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

function interest(): Interest {
  return { run: run.view, choices: opened, looked: [selected, search.current, run.stopped] };
}

let pending: ReturnType<typeof setTimeout> | undefined;

/** At most sixty times a second, also in a panel that is hidden (where no animation frame comes). */
function renderSoon(): void {
  pending ??= setTimeout(() => {
    pending = undefined;
    arranger.consider(interest(), false, run.view.active);
    render();
  }, 16);
}

function show(): void {
  drawing?.show({
    run: run.view,
    choice: iterations,
    selected,
    stopped: run.stopped,
    asked: run.asked,
    nested: run.nestedByState,
    found: search.found,
    current: search.current,
  });
}

function render(): void {
  toolbar.showFollow(kept.follow === true);
  toolbar.showParent(run.parent);
  toolbar.showRun(run.view, run.elapsed, run.standing);
  show();
  const node = selected === undefined || !open ? undefined : drawing?.nodes.get(selected);
  const marks = node && marksOf(run.view, node.id, iterations);
  details.show(
    node && {
      node,
      marks,
      iteration: iterations.get(node.id),
      runStatus: run.view.status,
      leadsTo: index.leadsTo(node.id),
      nested: run.nestedByState.get(node.id),
    },
    tab ?? tellingTab(marks),
  );
  announcer.tell(drawing?.nodes.values() ?? [], run.view, iterations);
}

// Only the clock in the toolbar goes on by itself.
setInterval(() => {
  if (run.view.status === 'RUNNING') toolbar.showRun(run.view, run.elapsed, run.standing);
}, 200);

render();
vscode.postMessage({ type: 'ready' });
