/** The parts of the page, and what each does to the others. */
import type { GraphView, Picture } from '../../core/graph/graphView';
import { marksOf } from '../../core/graph/runView';
import { phrase } from '../../core/l10n/phrase';
import { Announcer } from './announcer';
import { Arranger } from './arranger';
import { Attention } from './attention';
import { Canvas } from './canvas';
import { Details, tellingTab } from './details';
import { Drawing } from './drawing';
import { html, setText } from './element';
import { findStates } from './find';
import { graphIndex, type GraphIndex } from './graphIndex';
import type { Host } from './host';
import { IterationChoice } from './iterationChoice';
import type { Interest } from './openStates';
import { QuestionBar } from './questionBar';
import { SearchBox } from './searchBox';
import { ShownRun } from './shownRun';
import { Toolbar } from './toolbar';

export class GraphPage {
  readonly run = new ShownRun();
  readonly attention: Attention;
  readonly toolbar: Toolbar;
  readonly questions: QuestionBar;
  readonly canvas: Canvas;
  private readonly arranger: Arranger;
  private readonly search: SearchBox;
  private readonly details: Details;
  private readonly announcer = new Announcer();
  private readonly empty = html('p', { class: 'no-graph' }, phrase`Open a workflow to see its graph.`);
  /** What is still to come of the picture. */
  private readonly rest = html('p', { class: 'rest', role: 'status' });
  private title = '';
  private graph: GraphView = { nodes: [], edges: [] };
  /** Of `graph`, once somebody asks. */
  private known: GraphIndex | undefined;
  private drawing: Drawing | undefined;
  /** Of which the beginning is drawn. */
  private begun: GraphView | undefined;
  /** Whether the graph that comes is that of the machine which shows. */
  private isSameMachine = false;
  private readonly iterations = new IterationChoice(() => this.render());
  /** What the person has opened or closed, by path. */
  private readonly opened = new Map<string, boolean>();
  /** What waits for the picture to be arranged. */
  private lookAgain: (() => void) | undefined;
  private pending: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Host,
    root: HTMLElement,
  ) {
    this.attention = new Attention(host);
    const select = (statePath: string): void => this.select(statePath);
    const toggle = (statePath: string): void => this.toggle(statePath);
    const pickIteration = (statePath: string, index: number | undefined): void => this.pickIteration(statePath, index);
    const showRun = (runId: string | undefined): void =>
      host.postMessage({ type: 'showRun', ...(runId !== undefined && { runId }) });
    this.canvas = new Canvas({ select, toggle, moved: () => this.setFollow(false) });
    this.arranger = new Arranger({
      begun: (picture, states) => {
        // What shows is more than the beginning.
        if (this.isSameMachine && this.drawing) return;
        this.draw(picture);
        this.begun = this.graph;
        setText(this.rest, phrase`Arranging ${states} states …`);
        this.rest.hidden = false;
        this.render();
      },
      arranged: (picture, anchor) => {
        if (this.begun === this.graph && anchor === undefined) this.canvas.grow(picture);
        else this.draw(picture, anchor);
        this.begun = undefined;
        this.rest.hidden = true;
        this.lookAgain?.();
        this.lookAgain = undefined;
        this.render();
      },
      busy: (states) => {
        if (!this.isSameMachine || !this.drawing) this.nothing(phrase`Arranging ${states} states …`);
      },
      failed: (error) => {
        console.error(error);
        this.nothing(
          phrase`Stepwise could not draw this workflow, which is a bug of Stepwise. The workflow may be right.`,
        );
      },
    });
    this.search = new SearchBox({
      find: (query) => findStates(this.graph, this.run.view, query),
      at: (statePath) => (statePath === undefined ? this.render() : this.lookAt(statePath)),
      closed: (statePath) => {
        this.render();
        if (statePath !== undefined) this.canvas.focus(statePath);
      },
    });
    this.toolbar = new Toolbar({
      zoomIn: () => this.canvas.zoom(1),
      zoomOut: () => this.canvas.zoom(-1),
      fit: () => this.canvas.fit(),
      find: () => this.search.open(),
      follow: (on) => this.setFollow(on),
      rerun: () => host.postMessage({ type: 'rerun' }),
      redrive: () => host.postMessage({ type: 'redrive' }),
      showRun,
    });
    this.details = new Details({
      close: () => this.showDetails(false),
      tab: (chosen) => {
        this.attention.tab = chosen;
        this.render();
      },
      copy: (text) => host.postMessage({ type: 'copy', text }),
      pickIteration,
      select,
      openFrame: (place) => host.postMessage({ type: 'openFrame', ...place }),
      openRun: showRun,
    });
    this.questions = new QuestionBar((id) => host.postMessage({ type: 'answer', id }));
    const stage = html('div', { class: 'stage' }, this.empty);
    this.rest.hidden = true;
    stage.append(this.canvas.element, this.search.element, this.rest);
    root.append(
      html('header', {}, this.toolbar.element),
      this.questions.element,
      html('main', {}, stage, this.details.element),
      this.announcer.element,
    );
    document.addEventListener('keydown', (event) => this.press(event));
    // Only the clock in the toolbar goes on by itself.
    setInterval(() => {
      if (this.run.view.status === 'RUNNING') this.showTime();
    }, 200);
  }

  showGraph(title: string, graph: GraphView): void {
    this.isSameMachine = title === this.title;
    this.showTitle(title);
    if (!this.isSameMachine) {
      this.opened.clear();
      this.run.forget();
    }
    this.graph = graph;
    this.known = undefined;
    this.arranger.take(graph, this.interest());
    this.search.refresh();
  }

  showNoGraph(title: string, reason: string): void {
    this.run.forget();
    this.showTitle(title);
    this.nothing(reason);
  }

  /** What a person chose in the run before. */
  forgetChoices(): void {
    this.iterations.clear();
    this.attention.tab = undefined;
    this.announcer.forget();
  }

  choose(statePath: string): void {
    this.attention.selected = statePath;
    this.lookAt(statePath);
  }

  /** @param iterations of the Maps around the state, outermost first */
  stopAt(statePath: string, iterations: readonly number[]): void {
    const maps = this.index.mapsAround(statePath);
    this.run.stop(statePath);
    this.iterations.stopAt(maps, iterations);
    const [map] = maps;
    if (map !== undefined && iterations[0] !== undefined) this.hearOf(map, iterations[0]);
    this.choose(statePath);
    this.canvas.follow(statePath);
  }

  goOn(): void {
    this.run.stop(undefined);
    this.iterations.goOn();
  }

  /** At most sixty times a second, also in a panel that is hidden (where no animation frame comes). */
  renderSoon(): void {
    this.pending ??= setTimeout(() => {
      this.pending = undefined;
      this.arranger.consider(this.interest(), false, this.run.view.active);
      this.render();
    }, 16);
  }

  render(): void {
    const { run, attention } = this;
    const choice = this.iterations.current;
    const { selected } = attention;
    this.toolbar.showFollow(attention.follows);
    this.toolbar.showParent(run.parent);
    this.showTime();
    this.showDrawing();
    const node = selected === undefined || !attention.isOpen ? undefined : this.drawing?.nodes.get(selected);
    const marks = node && marksOf(run.view, node.id, choice);
    this.details.show(
      node && {
        node,
        marks,
        iteration: choice.get(node.id),
        runStatus: run.view.status,
        leadsTo: this.index.leadsTo(node.id),
        untold: this.index.mapsAround(node.id).find((map) => marksOf(run.view, map)?.lacksChildren),
        nested: run.nestedByState.get(node.id),
      },
      attention.tab ?? tellingTab(marks),
    );
    this.announcer.tell(this.drawing?.nodes.values() ?? [], run.view, choice);
  }

  private get index(): GraphIndex {
    return (this.known ??= graphIndex(this.graph));
  }

  private showTitle(title: string): void {
    this.title = title;
    this.toolbar.showTitle(title);
  }

  private showTime(): void {
    const { view, elapsed, standing } = this.run;
    this.toolbar.showRun(view, elapsed, standing);
  }

  private showDrawing(): void {
    const { run, iterations, attention, search } = this;
    this.drawing?.show({
      run: run.view,
      choice: iterations.current,
      selected: attention.selected,
      stopped: run.stopped,
      asked: run.asked,
      nested: run.nestedByState,
      found: search.found,
      current: search.current,
    });
  }

  private draw(picture: Picture, anchor?: string): void {
    this.drawing = new Drawing(picture, {
      pickIteration: (statePath, index) => this.pickIteration(statePath, index),
      toggle: (statePath) => this.toggle(statePath),
    });
    this.empty.hidden = picture.nodes.length > 0;
    setText(this.empty, phrase`This workflow has no states yet.`);
    this.showDrawing();
    this.canvas.show(this.drawing, this.title, this.isSameMachine, anchor);
    this.isSameMachine = true;
  }

  /** Instead of a picture. */
  private nothing(why: string): void {
    this.drawing = undefined;
    this.begun = undefined;
    this.canvas.clear();
    setText(this.empty, why);
    this.empty.hidden = false;
    this.rest.hidden = true;
  }

  private select(statePath: string): void {
    this.attention.isOpen = true;
    this.choose(statePath);
    this.host.postMessage({ type: 'reveal', statePath });
  }

  private showDetails(shown: boolean): void {
    this.attention.isOpen = shown;
    this.render();
  }

  /** Opens what the state is in, and brings it where it can be read. */
  private lookAt(statePath: string): void {
    const shown = this.index.around(statePath).find((id) => this.drawing?.nodes.has(id));
    this.arranger.consider(this.interest(), true, shown);
    this.render();
    if (this.drawing?.nodes.has(statePath)) this.canvas.reveal(statePath, true);
    else this.lookAgain = () => this.canvas.reveal(statePath, true);
  }

  private toggle(statePath: string): void {
    if (!this.arranger.holds(statePath)) return;
    this.opened.set(statePath, !this.arranger.isOpen(statePath));
    this.arranger.consider(this.interest(), true, statePath);
  }

  private pickIteration(statePath: string, index: number | undefined): void {
    this.iterations.pick(statePath, index);
    if (index !== undefined) this.hearOf(statePath, index);
    this.render();
  }

  private hearOf(map: string, index: number): void {
    if (this.run.isToldInFigures(map)) this.host.postMessage({ type: 'lookAt', map, index });
  }

  private setFollow(on: boolean): void {
    if (on === this.attention.follows) return;
    this.attention.follows = on;
    this.render();
  }

  private interest(): Interest {
    const { run, opened: choices, attention, search } = this;
    return { run: run.view, choices, looked: [attention.selected, search.current, run.stopped] };
  }

  private press(event: KeyboardEvent): void {
    const { key, altKey, shiftKey } = event;
    const { selected, isOpen } = this.attention;
    if (key === 'Escape' && isOpen) {
      const wasInside = this.details.element.contains(document.activeElement);
      this.showDetails(false);
      if (wasInside && selected !== undefined) this.canvas.focus(selected);
    } else if (key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !altKey && !shiftKey) {
      this.search.open();
      event.preventDefault();
    }
  }
}
