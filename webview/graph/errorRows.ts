/** What went wrong in a state: one row an attempt, its message first, the lines of its trace as links. */
import { durationOf, type Attempt, type StateMarks } from '../../core/graph/runView';
import { failureOf, type StackFrame } from '../../core/history/failure';
import { durationText } from '../../core/l10n/durationText';
import { phrase } from '../../core/l10n/phrase';
import { html } from './element';
import { shownJson, prettyJson } from './prettyJson';

export interface ErrorActions {
  /** Shows where a line of a trace stands. */
  openFrame(place: NonNullable<StackFrame['place']>): void;
}

export class ErrorRows {
  private readonly list = html('ol');
  readonly element = html(
    'div',
    { class: 'errors', role: 'tabpanel', 'aria-label': phrase`Error`, tabindex: 0 },
    this.list,
  );

  constructor(private readonly actions: ErrorActions) {}

  show(marks: StateMarks): void {
    const rows = failedAttempts(marks).map((attempt) => this.row(attempt, marks));
    this.list.replaceChildren(...rows);
    this.element.scrollTop = 0;
  }

  private row(attempt: Partial<Attempt>, { retries }: StateMarks): HTMLElement {
    const { error, message, data, frames } = failureOf(attempt.error ?? {});
    const took = durationOf(attempt);
    const head = [
      attempt.number !== undefined && (retries > 0 || attempt.number > 1) && phrase`Attempt ${attempt.number}`,
      error ?? phrase`Failed`,
      took !== undefined && durationText(took),
    ];
    return html(
      'li',
      { class: 'attempt' },
      ...(message ? [html('p', { class: 'message' }, message)] : []),
      ...(attempt.error?.why ? [html('p', { class: 'why' }, attempt.error.why.sentence)] : []),
      html('p', { class: 'attempt-head' }, head.filter(Boolean).join(' · ')),
      ...(data === undefined ? [] : [html('pre', { class: 'cause' }, shownJson(data))]),
      ...(frames.length === 0 ? [] : [html('ul', { class: 'frames' }, ...frames.map((frame) => this.frame(frame)))]),
    );
  }

  private frame({ text, place }: StackFrame): HTMLElement {
    if (!place) return html('li', {}, text);
    const link = html('button', { type: 'button', class: 'link' }, text);
    link.addEventListener('click', () => this.actions.openFrame(place));
    return html('li', {}, link);
  }
}

/** Those that failed, the latest first; an error that belongs to no attempt is one by itself. */
function failedAttempts(marks: StateMarks): readonly Partial<Attempt>[] {
  const failed = (marks.attempts ?? []).filter(({ error }) => error !== undefined).reverse();
  return failed.length > 0 || !marks.error ? failed : [{ error: marks.error }];
}

/** All of it as text, to be copied; undefined where nothing failed. */
export function errorText(marks: StateMarks | undefined): string | undefined {
  const rows = marks ? failedAttempts(marks) : [];
  if (rows.length === 0) return undefined;
  const texts = rows.map(({ number, error }) => {
    const words = [
      error?.error,
      error?.cause === undefined ? undefined : prettyJson(error.cause),
      error?.why?.sentence,
    ];
    const text = words.filter(Boolean).join('\n\n') || phrase`Failed`;
    return rows.length > 1 && number !== undefined ? `${phrase`Attempt ${number}`}\n${text}` : text;
  });
  return texts.join('\n\n');
}
