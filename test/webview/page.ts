/** The graph's page as a whole, beside an imitation of a browser: what a person does to it, and all that changes then. */
import { vi } from 'vitest';
import type { FromWebview, ToWebview } from '../../messages/graphWebview';
import { FakeElement, fakeDocument } from '../hostile/fakePage';

/** Elements by what tells them apart, each with all that can be seen of it. */
type Seen = ReadonlyMap<string, ReadonlyMap<string, string>>;

export class Page {
  readonly root = new FakeElement('div');
  readonly posted: FromWebview[] = [];
  kept: unknown;
  private readonly observers: (() => void)[] = [];
  private readonly fromOutside: ((event: { data: unknown }) => void)[] = [];
  private readonly keys: ((event: object) => void)[] = [];
  private before: Seen = new Map();
  private told = 0;
  private keptBefore = '';

  /** @param kept what the page said of itself when it was there last */
  static async open(kept?: object): Promise<Page> {
    const page = new Page();
    page.kept = kept;
    vi.resetModules();
    fakeDocument.activeElement = null;
    vi.stubGlobal('Element', FakeElement);
    vi.stubGlobal('WheelEvent', { DOM_DELTA_LINE: 1 });
    vi.stubGlobal('window', { addEventListener: (_: string, hear: never) => page.fromOutside.push(hear) });
    vi.stubGlobal(
      'document',
      Object.assign(fakeDocument, {
        getElementById: () => page.root,
        addEventListener: (_: string, hear: never) => page.keys.push(hear),
      }),
    );
    vi.stubGlobal('acquireVsCodeApi', () => ({
      postMessage: (message: FromWebview) => page.posted.push(message),
      getState: () => page.kept,
      setState: (state: object) => void (page.kept = structuredClone(state)),
    }));
    vi.stubGlobal(
      'ResizeObserver',
      class {
        constructor(private readonly changed: () => void) {}
        observe(element: FakeElement): void {
          Object.assign(element, { clientWidth: 400, clientHeight: 500 });
          page.observers.push(this.changed);
        }
      },
    );
    // What is arranged in slices is there at once.
    vi.stubGlobal(
      'MessageChannel',
      class {
        readonly port1: { onmessage: (() => void) | null; close(): void } = { onmessage: null, close: () => {} };
        readonly port2 = { postMessage: () => this.port1.onmessage?.() };
      },
    );
    await import('../../webview/graph/main');
    return page;
  }

  hears(message: ToWebview | object): void {
    for (const hear of this.fromOutside) hear({ data: message });
  }

  /** The first element with this id of a state or a run, title, words or class. */
  find(name: string): FakeElement {
    const { all } = this.root;
    const by = (attribute: string): FakeElement | undefined =>
      all.find((element) => element.getAttribute(attribute) === name);
    const found =
      by('data-state-path') ??
      by('title') ??
      by('data-tab') ??
      by('data-run-id') ??
      by('aria-label') ??
      by('class') ??
      all.find((element) => element.name === 'button' && element.textContent === name);
    if (!found) throw new Error(`Nothing in the page is called ${name}.`);
    return found;
  }

  /** A key where the focus is. */
  presses(key: string, held: object = {}): boolean {
    const at = fakeDocument.activeElement ?? this.find('canvas');
    const event = at.fire('keydown', { key, ...held });
    for (const hear of this.keys) hear(event);
    return event.isPrevented === true;
  }

  resizes(width: number, height: number): void {
    Object.assign(this.find('canvas'), { clientWidth: width, clientHeight: height });
    for (const changed of this.observers) changed();
  }

  /** A line for each element that looks otherwise than when it was asked last; and what the page said and kept since. */
  changes(): string[] {
    const now = seen(this.root);
    const lines = [...now].flatMap(([name, facts]) => {
      const known = this.before.get(name);
      const gone = [...(known ?? [])].filter(([fact]) => !facts.has(fact)).map(([fact]) => `no ${fact}`);
      const changed = [...facts].filter(([fact, value]) => known?.get(fact) !== value);
      const words = [...changed.map(([fact, value]) => `${fact}=${value}`), ...gone];
      return words.length > 0 || !known ? [[known ? name : `+ ${name}`, ...words].join(' ')] : [];
    });
    const left = [...this.before.keys()].filter((name) => !now.has(name)).map((name) => `- ${name}`);
    this.before = now;
    const said = this.posted.slice(this.told).map((message) => `posts ${JSON.stringify(message)}`);
    this.told = this.posted.length;
    const kept = JSON.stringify(this.kept);
    const keeps = kept === this.keptBefore || kept === undefined ? [] : [`keeps ${kept}`];
    this.keptBefore = kept;
    return [...lines, ...left, ...said, ...keeps];
  }
}

function seen(root: FakeElement): Seen {
  const found = new Map<string, Map<string, string>>();
  const visit = (element: FakeElement, inside: string): void => {
    const own = nameOf(element);
    let name = inside === '' ? own : `${inside} ${own}`;
    for (let nth = 2; found.has(name); nth++) name = `${inside} ${own}#${nth}`;
    found.set(name, factsOf(element));
    // A named element is a place of its own; the others are told by the nearest that has a name.
    const place = own.includes('[') ? own : inside;
    for (const child of element.children) if (typeof child !== 'string') visit(child, place);
  };
  visit(root, '');
  return found;
}

function nameOf(element: FakeElement): string {
  const first = element.getAttribute('class')?.split(' ')[0];
  const name = ['data-state-path', 'data-edge', 'data-tab', 'data-terminal', ...(first === 'tool' ? ['title'] : [])]
    .map((each) => element.getAttribute(each))
    .find((each) => each !== null);
  return [element.name, ...(first ? [`.${first}`] : []), ...(name === undefined ? [] : [`[${name}]`])].join('');
}

function factsOf(element: FakeElement): Map<string, string> {
  const text = element.children.filter((child) => typeof child === 'string').join('');
  const focused = fakeDocument.activeElement === element;
  const flags = Object.entries({ hidden: element.hidden, disabled: element.disabled, focused });
  return new Map([
    ...element.attributes,
    ...[...element.classes].map((name): [string, string] => [`.${name}`, 'on']),
    ...flags.filter(([, on]) => on).map(([flag]): [string, string] => [flag, 'yes']),
    ...Object.entries(element.style).map(([name, value]): [string, string] => [name, rounded(value)]),
    ...(element.value === '' ? [] : [['value', element.value] as const]),
    ...(element.captured === undefined ? [] : [['captured', String(element.captured)] as const]),
    ...(text === '' ? [] : [['text', JSON.stringify(text)] as const]),
  ]);
}

/** Where the picture lies, as far as an eye can tell. */
function rounded(style: string): string {
  return style.replaceAll(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(2))));
}
