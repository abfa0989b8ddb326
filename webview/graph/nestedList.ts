/** The executions that the selected state has started, each a link to its own graph. */
import { phrase } from '../../core/l10n/phrase';
import { html, setText } from './element';
import { icon, STATUS_ICONS } from './icons';
import { nestedText, type NestedProgress, type NestedRun } from './nestedProgress';
import { RUN_WORDS } from './statusWords';

export interface NestedActions {
  /** Shows an execution in its own graph. */
  openRun(runId: string): void;
}

/** Failed ones come first where there are more. */
const MOST = 50;

export class NestedList {
  readonly element = html('div', { class: 'nested-runs', role: 'group', 'aria-label': phrase`Executions it started` });
  private shown = '';

  constructor(private readonly actions: NestedActions) {
    this.element.hidden = true;
  }

  show(runs: NestedProgress): void {
    this.element.hidden = runs.length === 0;
    const order = runs.length > MOST ? runs.toSorted((a, b) => urgency(a) - urgency(b)) : runs;
    const listed = order.slice(0, MOST);
    const key = [runs.length, ...listed.map((run) => `${run.runId} ${nestedText([run])}`)].join('\n');
    if (key === this.shown) return;
    this.shown = key;
    const focused = listed.findIndex((_, index) => this.element.children[index] === document.activeElement);
    const left = runs.length - listed.length;
    this.element.replaceChildren(
      ...listed.map((run) => this.button(run)),
      ...(left > 0 ? [html('span', { class: 'fact' }, phrase`and ${left} more`)] : []),
    );
    if (focused >= 0) (this.element.children[focused] as HTMLElement).focus();
  }

  private button(nested: NestedRun): HTMLElement {
    const { status } = RUN_WORDS[nested.run.status];
    const button = html('button', {
      type: 'button',
      class: 'iteration',
      'data-status': status,
      'data-run-id': nested.runId,
    });
    setText(button, nestedText([nested]));
    if (STATUS_ICONS[status]) button.prepend(icon(STATUS_ICONS[status]));
    button.addEventListener('click', () => this.actions.openRun(nested.runId));
    return button;
  }
}

function urgency({ run }: NestedRun): number {
  return run.status === 'FAILED' || run.status === 'TIMED_OUT' ? 0 : run.status === 'RUNNING' ? 1 : 2;
}
