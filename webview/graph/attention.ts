/** What the person looks at: the selected state and what of it, whether the picture follows the run. Kept for a page that comes back. */
import { TABS, type Tab } from './details';
import type { Host, Kept } from './host';

export class Attention {
  private kept: Kept;

  constructor(private readonly host: Pick<Host, 'getState' | 'setState'>) {
    const { follow = true, selected, open, tab, shown } = host.getState() ?? {};
    this.kept = { follow, selected, open, tab, shown };
  }

  get follows(): boolean {
    return this.kept.follow === true;
  }

  set follows(on: boolean) {
    this.keep({ follow: on });
  }

  get selected(): string | undefined {
    return this.kept.selected;
  }

  /** Another state begins with what is most telling of it. */
  set selected(statePath: string | undefined) {
    this.keep(statePath === this.selected ? {} : { selected: statePath, tab: undefined });
  }

  /** Whether the details show. */
  get isOpen(): boolean {
    return this.kept.open === true;
  }

  set isOpen(open: boolean) {
    this.keep({ open });
  }

  /** Undefined: what is most telling. */
  get tab(): Tab | undefined {
    return TABS.find((each) => each === this.kept.tab);
  }

  set tab(tab: Tab | undefined) {
    this.keep({ tab });
  }

  /** The client's own: it stays as it is. */
  set shown(shown: Kept['shown']) {
    this.keep({ shown });
  }

  private keep(changed: { readonly [Name in keyof Kept]?: Kept[Name] | undefined }): void {
    const { follow, selected, open, tab, shown } = { ...this.kept, ...changed };
    const kept = { follow, selected, open, tab, shown };
    if (JSON.stringify(kept) === JSON.stringify(this.kept)) return;
    this.kept = kept;
    this.host.setState(kept);
  }
}
