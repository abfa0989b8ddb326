/** The panel of the selected state: its data, its error, its times; of a Map its iterations. */
import type { GraphEdge, GraphNode } from '../../core/graph/graphView';
import { mapRunText } from '../../core/graph/mapRunText';
import { countItems, durationOf, type StateMarks, type StateStatus } from '../../core/graph/runView';
import { durationText } from '../../core/l10n/durationText';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { attribute, html, setText } from './element';
import { ErrorRows, errorText, type ErrorActions } from './errorRows';
import { icon, STATUS_ICONS, TOOL_ICONS } from './icons';
import { NestedList, type NestedActions } from './nestedList';
import type { NestedProgress } from './nestedProgress';
import { LONGEST_SHOWN, prettyJson, shownJson } from './prettyJson';
import { retryText, statusWord } from './statusWords';
import { tool } from './toolbar';

export const TABS = ['input', 'output', 'error', 'calls'] as const;
export type Tab = (typeof TABS)[number];

const TAB_WORDS: Readonly<Record<Tab, () => Phrase>> = {
  input: () => phrase`Input`,
  output: () => phrase`Output`,
  error: () => phrase`Error`,
  calls: () => phrase`Calls`,
};

export interface DetailActions extends ErrorActions, NestedActions {
  close(): void;
  select(statePath: string): void;
  tab(tab: Tab): void;
  copy(text: string): void;
  pickIteration(statePath: string, index: number | undefined): void;
}

export interface Subject {
  readonly node: GraphNode;
  readonly marks: StateMarks | undefined;
  /** Chosen of a Map. */
  readonly iteration?: number;
  readonly runStatus: string;
  /** The Map around the state, or the state itself, whose child executions the history does not have. */
  readonly untold?: string;
  /** What it leads to, with the names of the states. */
  readonly leadsTo: readonly { readonly edge: GraphEdge; readonly name: string }[];
  readonly nested?: NestedProgress;
}

const MOST_LISTED = 200;

export class Details {
  readonly element: HTMLElement;
  private readonly heading = html('h2');
  private readonly facts = html('div', { class: 'facts' });
  private readonly iterations = html('div', { class: 'iterations', role: 'group', 'aria-label': phrase`Iterations` });
  private readonly nested: NestedList;
  private readonly onward = html('nav', { class: 'onward', 'aria-label': phrase`Leads to` });
  private readonly tabs = new Map<Tab, HTMLButtonElement>();
  private readonly data = html('pre', { class: 'data', tabindex: 0, role: 'tabpanel' });
  private readonly errors: ErrorRows;
  private copied = '';
  private shown = '';
  private listed = '';
  private onwardShown = '';
  private path: string | undefined;

  constructor(private readonly actions: DetailActions) {
    this.errors = new ErrorRows(actions);
    this.nested = new NestedList(actions);
    const tabList = html('div', { class: 'tabs', role: 'tablist', 'aria-label': phrase`Data of the state` });
    for (const tab of TABS) {
      const button = html('button', { type: 'button', role: 'tab', class: 'tab', 'data-tab': tab }, TAB_WORDS[tab]());
      button.addEventListener('click', () => actions.tab(tab));
      button.addEventListener('keydown', (event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? TABS.length - 1 : 0;
        if (step === 0) return;
        const next = TABS[(TABS.indexOf(tab) + step) % TABS.length]!;
        actions.tab(next);
        this.tabs.get(next)?.focus();
      });
      this.tabs.set(tab, button);
      tabList.append(button);
    }
    const copy = tool(phrase`Copy`, TOOL_ICONS.copy, () => actions.copy(this.copied));
    this.element = html(
      'section',
      { class: 'details', id: 'detail', 'aria-label': phrase`Selected state` },
      html(
        'div',
        { class: 'detail-head' },
        this.heading,
        this.facts,
        tool(phrase`Close`, TOOL_ICONS.close, actions.close),
      ),
      this.iterations,
      this.nested.element,
      this.onward,
      html('div', { class: 'tab-line' }, tabList, copy),
      this.data,
      this.errors.element,
    );
    this.element.hidden = true;
  }

  show(subject: Subject | undefined, tab: Tab): void {
    this.element.hidden = subject === undefined;
    if (!subject) return;
    const { node, marks } = subject;
    this.path = node.id;
    setText(this.heading, node.label);
    attribute(this.heading, 'title', node.label);
    attribute(this.element, 'data-status', marks?.status ?? 'none');
    this.showFacts(subject);
    this.showIterations(marks?.items, subject.iteration);
    this.nested.show(subject.nested ?? []);
    this.showOnward(subject.leadsTo);
    for (const [each, button] of this.tabs) {
      attribute(button, 'aria-selected', String(each === tab));
      attribute(button, 'tabindex', each === tab ? '0' : '-1');
      const isEmpty = each === 'calls' ? !marks?.calls : dataOf(marks, each) === undefined;
      button.classList.toggle('empty', isEmpty);
    }
    const data = dataOf(marks, tab);
    this.errors.element.hidden = tab !== 'error' || data === undefined;
    this.data.hidden = !this.errors.element.hidden;
    attribute(this.data, 'data-detail', tab);
    attribute(this.data, 'aria-label', TAB_WORDS[tab]());
    this.data.classList.toggle('nothing', data === undefined);
    const full = data ?? nothing(tab, subject);
    if (full === this.shown) return;
    this.shown = full;
    this.copied =
      data === undefined ? '' : tab === 'error' ? data : data.length > LONGEST_SHOWN ? data : prettyJson(data);
    if (tab === 'error' && marks) this.errors.show(marks);
    setText(this.data, data === undefined || tab === 'error' ? full : shownJson(data));
    this.data.scrollTop = 0;
  }

  private showOnward(leadsTo: Subject['leadsTo']): void {
    const key = leadsTo.map(({ edge }) => edge.id).join('\n');
    this.onward.hidden = leadsTo.length === 0;
    if (key === this.onwardShown) return;
    this.onwardShown = key;
    const buttons = leadsTo.slice(0, MOST_LISTED).map(({ edge, name }) => {
      const words = edge.title ?? edge.label;
      const button = html('button', { type: 'button', class: 'link', 'data-edge-of': edge.id }, name);
      button.addEventListener('click', () => this.actions.select(edge.to));
      return html('span', { class: 'way' }, words === undefined ? '→ ' : `${words} → `, button);
    });
    const left = leadsTo.length - MOST_LISTED;
    this.onward.replaceChildren(
      ...buttons,
      ...(left > 0 ? [html('span', { class: 'fact' }, phrase`and ${left} more`)] : []),
    );
  }

  private showFacts({ node, marks, untold }: Subject): void {
    const facts: (Node | string)[] = [];
    const status = marks?.status ?? 'none';
    const words = isUnknown(marks, untold) ? phrase`Not known` : statusWord(status);
    const badge = html('span', { class: 'badge', 'data-status': status }, words);
    if (STATUS_ICONS[status]) badge.prepend(icon(STATUS_ICONS[status]));
    facts.push(badge);
    const retries = marks && retryText(marks, node.maxAttempts);
    const more = [
      // What a narrow panel has room for.
      ...durationWords(marks),
      node.type,
      node.detail,
      retries !== undefined && `↻ ${phrase`${retries} retries`}`,
      marks && marks.visits > 1 && phrase`entered ${marks.visits} times`,
    ];
    facts.push(html('span', { class: 'fact' }, more.filter(Boolean).join(' · ')));
    // What a Map Run is looked at for: a narrow panel shows this one, too.
    if (marks?.mapRun) facts.push(html('span', { class: 'fact map-run' }, mapRunText(marks.mapRun)));
    if (untold === node.id) {
      const words = phrase`Its child executions are not in this history: AWS keeps one for each of them.`;
      facts.push(html('span', { class: 'fact map-run' }, words));
    }
    if (this.facts.textContent !== facts.map((fact) => (fact as Node).textContent).join('')) {
      this.facts.replaceChildren(...facts);
    }
  }

  private showIterations(items: readonly StateStatus[] | undefined, chosen: number | undefined): void {
    this.iterations.hidden = !items?.length;
    if (!items?.length) return;
    const statuses = Array.from(items, (status) => status ?? 'none');
    const key = `${this.path}|${chosen}|${statuses.join()}`;
    if (key === this.listed) return;
    this.listed = key;
    const { total, succeeded, failed, running } = countItems(statuses);
    const all = this.iteration(undefined, chosen, phrase`All ${total}`, 'none');
    attribute(all, 'title', phrase`${succeeded} succeeded, ${failed} failed, ${running} running`);
    // Failed ones first where there are too many to list.
    const order = statuses.map((_, index) => index);
    if (total > MOST_LISTED) order.sort((a, b) => urgency(statuses[a]!) - urgency(statuses[b]!));
    const buttons = order
      .slice(0, MOST_LISTED)
      .map((index) => this.iteration(index, chosen, `#${index}`, statuses[index]!));
    const left = total > MOST_LISTED ? [html('span', { class: 'fact' }, phrase`and ${total - MOST_LISTED} more`)] : [];
    const focused = this.iterations.contains(document.activeElement);
    this.iterations.replaceChildren(all, ...buttons, ...left);
    if (focused) this.iterations.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }

  private iteration(index: number | undefined, chosen: number | undefined, words: string, status: StateStatus) {
    const label = index === undefined ? phrase`All iterations` : phrase`Iteration ${index}: ${statusWord(status)}`;
    const button = html('button', { type: 'button', class: 'iteration', 'data-status': status, title: label }, words);
    attribute(button, 'aria-label', label);
    attribute(button, 'aria-pressed', String(index === chosen));
    if (STATUS_ICONS[status]) button.prepend(icon(STATUS_ICONS[status]));
    const path = this.path!;
    button.addEventListener('click', () => this.actions.pickIteration(path, index));
    return button;
  }
}

/** Its own time; of a Task that was retried, its latest try's too. */
function durationWords(marks: StateMarks | undefined): (string | undefined)[] {
  const whole = durationOf(marks);
  const attempt = marks && marks.retries > 0 ? durationOf(marks.attempts?.at(-1)) : undefined;
  return [
    whole === undefined ? undefined : durationText(whole),
    attempt === undefined ? undefined : phrase`last attempt ${durationText(attempt)}`,
  ];
}

function urgency(status: StateStatus): number {
  return status === 'failed' ? 0 : status === 'aborted' ? 1 : status === 'running' ? 2 : 3;
}

/** The text of a tab; undefined where there is none (yet). */
export function dataOf(marks: StateMarks | undefined, tab: Tab): string | undefined {
  if (tab === 'calls') return callsText(marks);
  return tab === 'error' ? errorText(marks) : marks?.[tab];
}

/** The calls of services that its handler has made: JSON text. */
function callsText({ calls, callCount = 0 }: Partial<StateMarks> = {}): string | undefined {
  if (!calls) return undefined;
  const left = callCount - calls.length;
  const earlier = left > 0 ? [JSON.stringify(phrase`${left} earlier calls`)] : [];
  const rows = calls.map(({ service, action, by, input, output, error }) => {
    const answer = output === undefined ? '' : `,"output":${output}`;
    const failure = error === undefined ? '' : `,"error":${JSON.stringify(error)}`;
    return `{"call":${JSON.stringify(`${service} ${action}`)},"answeredBy":"${by}","input":${input}${answer}${failure}}`;
  });
  return `[${[...earlier, ...rows].join(',')}]`;
}

function isUnknown(marks: StateMarks | undefined, untold: string | undefined): boolean {
  return untold !== undefined && (!marks || marks.status === 'none');
}

function nothing(tab: Tab, { marks, runStatus, untold }: Subject): string {
  if (runStatus === 'NONE') return phrase`Run the workflow to see the input and output of this state.`;
  if (isUnknown(marks, untold))
    return phrase`This part ran in child executions, which this history does not tell of. Save the history of one of them and open it.`;
  if (!marks || marks.status === 'none') return phrase`The run has not reached this state.`;
  if (tab === 'error') return phrase`No error.`;
  if (tab === 'calls') return phrase`No calls of AWS services.`;
  return tab === 'output' && marks.endedAt === undefined ? phrase`Not finished yet.` : phrase`None.`;
}

/** What one wants to read first of a state. */
export function tellingTab(marks: StateMarks | undefined): Tab {
  if (marks?.status === 'failed' || marks?.status === 'caught' || marks?.status === 'retrying') return 'error';
  return marks?.output === undefined ? 'input' : 'output';
}
