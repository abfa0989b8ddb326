/** The graph's page: takes messages from the client and hands each to the part that it is for. */
import { readBundle } from '../../core/l10n/bundle';
import { useTranslations } from '../../core/l10n/phrase';
import type { ToWebview } from '../../messages/graphWebview';
import { html } from './element';
import { GraphPage } from './graphPage';
import { editorAround } from './host';
import { readMessage } from './readMessage';

const root =
  document.getElementById('stepwise-graph') ?? document.body.appendChild(html('div', { id: 'stepwise-graph' }));
// Before anything of the page is made: it says what it is then.
useTranslations(readBundle(root.dataset['translations'] ?? ''));

const host = editorAround();
const page = new GraphPage(host, root);
const { run, toolbar, questions, canvas, attention } = page;

const HANDLERS: { readonly [T in ToWebview['type']]: (message: Extract<ToWebview, { type: T }>) => void } = {
  shown: ({ shown }) => (attention.shown = shown),
  graph: ({ title, view }) => page.showGraph(title, view),
  noGraph: ({ title, reason }) => page.showNoGraph(title, reason),
  runStarted(message) {
    if (!run.isOf(message)) page.forgetChoices();
    run.begin(message);
  },
  noRun() {
    run.forget();
    page.forgetChoices();
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
    if (run.add(message) && attention.follows && view.active !== undefined && view.status === 'RUNNING')
      canvas.follow(view.active);
  },
  runEnded: (message) => run.end(message),
  clock: (message) => run.setClock(message),
  stopped({ statePath, iterations = [] }) {
    if (statePath === undefined) page.goOn();
    else page.stopAt(statePath, iterations);
  },
  select: ({ statePath }) => page.choose(statePath),
};

window.addEventListener('message', ({ data }) => {
  const message = readMessage(data);
  if (!message) return;
  HANDLERS[message.type](message as never);
  page.renderSoon();
});

page.render();
host.postMessage({ type: 'ready' });
