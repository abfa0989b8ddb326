/** What the run that is shown asks of a person: a line each under the toolbar, with the way to answer. */
import { phrase } from '../../core/l10n/phrase';
import type { Asked } from '../../messages/graphWebview';
import { html } from './element';

/** Names such as `sqs:sendMessage.waitForTaskToken` go on in the next line behind a colon or a dot, not within a word. */
function breakable(words: string): (string | HTMLElement)[] {
  return words.split(/(?<=\w[:.])(?=\w)/).flatMap((part, index) => (index === 0 ? [part] : [html('wbr'), part]));
}

/** More are answered from the side bar. */
const MOST_SHOWN = 3;

export class QuestionBar {
  readonly element = html('div', { class: 'questions', role: 'region', 'aria-label': phrase`Waiting for your answer` });

  constructor(private readonly answer: (id: string) => void) {
    this.element.hidden = true;
  }

  show(questions: readonly Asked[]): void {
    this.element.hidden = questions.length === 0;
    const rows = questions.slice(0, MOST_SHOWN).map(({ id, state, words }) => {
      const label = phrase`Answer ${state}`;
      const button = html('button', { type: 'button', class: 'answer', 'aria-label': label }, phrase`Answer…`);
      button.addEventListener('click', () => this.answer(id));
      return html('div', { class: 'question', role: 'alert' }, html('span', {}, ...breakable(words)), button);
    });
    const rest = questions.length - rows.length;
    const more = rest > 0 ? [html('div', { class: 'question' }, phrase`and ${rest} more`)] : [];
    this.element.replaceChildren(...rows, ...more);
  }
}
