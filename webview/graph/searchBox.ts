/** Looks for states: a field over the picture, with what it found one after the other. */
import { phrase } from '../../core/l10n/phrase';
import { attribute, html, setText } from './element';
import { TOOL_ICONS } from './icons';
import { tool } from './toolbar';

export interface SearchActions {
  /** Ids of the states found. */
  find(query: string): readonly string[];
  /** The one the person is at: undefined where nothing is found, or the search is over. */
  at(statePath: string | undefined): void;
  closed(statePath: string | undefined): void;
}

export class SearchBox {
  readonly element: HTMLElement;
  found: ReadonlySet<string> = new Set();
  private readonly field = html('input', {
    type: 'text',
    class: 'search-field',
    'aria-label': phrase`Find states by name, type, resource or error`,
    placeholder: phrase`Name, type, resource, error`,
    spellcheck: 'false',
  });
  private readonly count = html('span', { class: 'search-count', role: 'status' });
  private results: readonly string[] = [];
  private index = 0;

  constructor(private readonly actions: SearchActions) {
    this.element = html(
      'div',
      { class: 'search', role: 'search' },
      this.field,
      this.count,
      tool(phrase`Previous (Shift+Enter)`, TOOL_ICONS.up, () => this.step(-1)),
      tool(phrase`Next (Enter)`, TOOL_ICONS.down, () => this.step(1)),
      tool(phrase`Close (Escape)`, TOOL_ICONS.close, () => this.close()),
    );
    this.element.hidden = true;
    this.field.addEventListener('input', () => this.search());
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.step(event.shiftKey ? -1 : 1);
      else if (event.key === 'Escape') this.close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  get current(): string | undefined {
    return this.results[this.index];
  }

  open(): void {
    this.element.hidden = false;
    this.field.focus();
    this.field.select();
    this.search();
  }

  close(): void {
    const at = this.current;
    this.element.hidden = true;
    this.results = [];
    this.found = new Set();
    this.actions.closed(at);
  }

  /** Another graph, or more of a run: the same question again, without moving the picture. */
  refresh(): void {
    if (this.element.hidden) return;
    const { current } = this;
    this.take(this.actions.find(this.field.value));
    this.index = Math.max(0, this.results.indexOf(current ?? ''));
    this.tell();
  }

  private search(): void {
    this.take(this.actions.find(this.field.value));
    this.index = 0;
    this.tell();
    this.actions.at(this.current);
  }

  private step(by: 1 | -1): void {
    const { length } = this.results;
    if (length === 0) return;
    this.index = (this.index + by + length) % length;
    this.tell();
    this.actions.at(this.current);
  }

  private take(results: readonly string[]): void {
    this.results = results;
    this.found = new Set(results);
  }

  private tell(): void {
    const { length } = this.results;
    const isAsked = this.field.value.trim() !== '';
    attribute(this.element, 'data-found', isAsked ? String(length) : undefined);
    setText(this.count, !isAsked ? '' : length === 0 ? phrase`Nothing` : phrase`${this.index + 1} of ${length}`);
  }
}
