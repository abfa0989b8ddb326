/** Which run the picture shows, and which others there are: a list in the toolbar. */
import { phrase } from '../../core/l10n/phrase';
import type { RunChoice } from '../../messages/graphWebview';
import { attribute, html, setText } from './element';

export class RunChooser {
  readonly element: HTMLSelectElement;
  private shown = '';

  /** @param choose undefined: the machine alone */
  constructor(choose: (runId: string | undefined) => void) {
    const label = phrase`Run shown`;
    this.element = html('select', { class: 'run-choice', title: label, 'aria-label': label });
    this.element.hidden = true;
    this.element.addEventListener('change', () => choose(this.element.value || undefined));
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
    this.element.replaceChildren(option('', phrase`No run`, shown ?? ''), ...groups);
  }
}

function option(value: string, label: string, shown: string | undefined): HTMLOptionElement {
  const made = html('option', { value });
  setText(made, label);
  attribute(made, 'selected', value === shown ? '' : undefined);
  return made;
}
