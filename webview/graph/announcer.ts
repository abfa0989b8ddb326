/** Tells those who do not see the picture what changes in it. */
import type { PlacedNode } from '../../core/graph/graphView';
import { marksOf, type IterationChoice, type RunView } from '../../core/graph/runView';
import { html, setText } from './element';
import { statusWord } from './statusWords';

/** The last changes are told: nobody listens to more. */
const MOST = 3;

export class Announcer {
  readonly element = html('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  private readonly told = new Map<string, string>();

  forget(): void {
    this.told.clear();
  }

  tell(nodes: Iterable<PlacedNode>, run: RunView, choice: IterationChoice): void {
    const changes: string[] = [];
    for (const { id, label } of nodes) {
      const status = marksOf(run, id, choice)?.status ?? 'none';
      if (status !== (this.told.get(id) ?? 'none')) changes.push(`${label}: ${statusWord(status)}`);
      this.told.set(id, status);
    }
    if (changes.length > 0) setText(this.element, changes.slice(-MOST).join('. '));
  }
}
