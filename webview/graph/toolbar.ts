/** Above the picture: how the run goes, and what one can do. */
import type { RunView } from '../../core/graph/runView';
import { durationText } from '../../core/l10n/durationText';
import { phrase } from '../../core/l10n/phrase';
import { attribute, html, setText } from './element';
import { icon, STANDING_ICONS, STATUS_ICONS, TOOL_ICONS } from './icons';
import { RunChooser } from './runChoice';
import { RUN_WORDS, STANDING_WORDS, type Standing } from './statusWords';

export interface ToolbarActions {
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  find(): void;
  follow(on: boolean): void;
  rerun(): void;
  redrive(): void;
  /** Undefined: the machine alone. */
  showRun(runId: string | undefined): void;
}

/** Others have nothing to redrive. */
const REDRIVABLE: readonly RunView['status'][] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

export class Toolbar {
  readonly element: HTMLElement;
  private readonly title = html('h1', { class: 'title' }, phrase`Workflow graph`);
  private readonly statusIcon = icon('');
  private readonly words = html('span', { class: 'words' });
  private readonly time = html('span', { class: 'time' });
  private readonly status = html(
    'span',
    { class: 'run-status', id: 'run-status' },
    this.statusIcon,
    this.words,
    this.time,
  );
  private readonly followButton: HTMLButtonElement;
  private readonly rerunButton: HTMLButtonElement;
  private readonly redriveButton: HTMLButtonElement;
  private readonly parentButton: HTMLButtonElement;
  private parent: { readonly runId: string; readonly name: string } | undefined;
  readonly runs: RunChooser;

  constructor(actions: ToolbarActions) {
    this.followButton = tool(phrase`Follow the run`, TOOL_ICONS.follow, () => {
      const on = this.followButton.getAttribute('aria-pressed') !== 'true';
      actions.follow(on);
    });
    this.rerunButton = tool(phrase`Run again with the same input`, TOOL_ICONS.rerun, actions.rerun, phrase`Run again`);
    const whatItDoes = phrase`Run the failed states and what follows them again`;
    this.redriveButton = tool(whatItDoes, TOOL_ICONS.redrive, actions.redrive, phrase`Redrive`);
    this.parentButton = tool(
      phrase`Back to the execution that has started this one`,
      TOOL_ICONS.back,
      () => actions.showRun(this.parent?.runId),
      ' ',
    );
    this.parentButton.hidden = true;
    this.runs = new RunChooser(actions.showRun);
    this.element = html(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': phrase`Run and view` },
      this.parentButton,
      this.status,
      this.title,
      this.runs.element,
      html(
        'span',
        { class: 'tools' },
        this.redriveButton,
        this.rerunButton,
        this.followButton,
        spare(tool(phrase`Find (Ctrl+F)`, TOOL_ICONS.find, actions.find)),
        optional(tool(phrase`Zoom out (-)`, TOOL_ICONS.zoomOut, actions.zoomOut)),
        optional(tool(phrase`Zoom in (+)`, TOOL_ICONS.zoomIn, actions.zoomIn)),
        tool(phrase`Show all (0)`, TOOL_ICONS.fit, actions.fit),
      ),
    );
  }

  showTitle(title: string): void {
    setText(this.title, title);
    attribute(this.title, 'title', title);
  }

  /** The execution that has started this one, by the name of its machine. */
  showParent(parent: { readonly runId: string; readonly name: string } | undefined): void {
    this.parent = parent;
    this.parentButton.hidden = parent === undefined;
    setText(this.parentButton.lastElementChild!, parent?.name ?? '');
  }

  showFollow(on: boolean): void {
    attribute(this.followButton, 'aria-pressed', String(on));
  }

  /** `elapsed` in milliseconds; absent before a run. */
  showRun(run: RunView, elapsed: number | undefined, standing: Standing | undefined): void {
    const { words, status } = RUN_WORDS[run.status];
    const why = run.status === 'RUNNING' ? standing : undefined;
    attribute(this.status, 'data-status', status);
    attribute(this.status, 'data-run', run.status);
    attribute(this.status, 'data-standing', why);
    attribute(this.statusIcon.firstElementChild!, 'd', why ? STANDING_ICONS[why] : STATUS_ICONS[status]);
    setText(this.words, why ? STANDING_WORDS[why]() : words());
    setText(this.time, elapsed === undefined ? '' : durationText(elapsed));
    this.statusIcon.classList.toggle('none', status === 'none');
    setText(this.rerunButton.lastElementChild!, run.status === 'NONE' ? phrase`Run` : phrase`Run again`);
    this.rerunButton.disabled = run.status === 'RUNNING';
    this.redriveButton.hidden = !REDRIVABLE.includes(run.status);
  }
}

/** The keyboard and the wheel do it as well: a narrow panel does without. */
function optional(button: HTMLButtonElement): HTMLButtonElement {
  button.classList.add('optional');
  return button;
}

/** The keyboard does it as well: the narrowest panel does without. */
function spare(button: HTMLButtonElement): HTMLButtonElement {
  button.classList.add('spare');
  return button;
}

export function tool(label: string, path: string, action: () => void, words?: string): HTMLButtonElement {
  const button = html('button', { type: 'button', class: 'tool', title: label, 'aria-label': label }, icon(path));
  if (words) button.append(html('span', { class: 'tool-words' }, words));
  button.addEventListener('click', action);
  return button;
}
