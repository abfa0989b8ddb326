/** Which run the picture shows, and which others there are: a list in the toolbar, which shows in short what is chosen. */
import { phrase } from '../../core/l10n/phrase';
import type { RunChoice } from '../../messages/graphWebview';
import { attribute, html, setText } from './element';

export class RunChooser {
  readonly element: HTMLElement;
  private readonly list: HTMLSelectElement;
  /** How the run goes stands beside it: the open list says that of each. */
  private readonly words = html('span', { class: 'run-choice-words', 'aria-hidden': 'true' });
  private shown = '';

  /** @param choose undefined: the machine alone */
  constructor(choose: (runId: string | undefined) => void) {
    const label = phrase`Run shown`;
    this.list = html('select', { title: label, 'aria-label': label });
    this.element = html('span', { class: 'run-choice' }, this.words, this.list);
    this.element.hidden = true;
    this.list.addEventListener('change', () => choose(this.list.value || undefined));
  }

  show(runs: readonly RunChoice[], shown: string | undefined): void {
    const key = JSON.stringify([runs, shown]);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = runs.length === 0;
    const machines = [...new Set(runs.map(({ machine }) => machine))];
    const groups = machines.map((machine) => {
      const options = runs.filter((run) => run.machine === machine).map((run) => option(run.id, run.label, shown));
      return html('optgroup', { label: machine }, ...options);
    });
    setText(this.words, `${runs.find(({ id }) => id === shown)?.moment ?? phrase`No run`} ▾`);
    this.list.replaceChildren(option('', phrase`No run`, shown ?? ''), ...groups);
  }
}

function option(value: string, label: string, shown: string | undefined): HTMLOptionElement {
  const made = html('option', { value });
  setText(made, label);
  attribute(made, 'selected', value === shown ? '' : undefined);
  return made;
}
