/** What is kept of events beside each function, in the state of the workspace: which seed, what was written, what was run. */
import type * as vscode from 'vscode';

/** What makes the same event again, and what a person has made of it. */
export interface KeptSample {
  readonly seed: number;
  /** When it was made: milliseconds since the epoch. */
  readonly now: number;
  readonly text?: string;
}

export interface RecentEvent {
  readonly text?: string;
  /** Absolute path. */
  readonly file?: string;
  readonly source?: string;
}

const MOST_RECENT = 5;
/** Characters: the state of a workspace is read as a whole. */
const LONGEST = 100_000;

export class KeptEvents {
  constructor(
    private readonly memory: vscode.Memento,
    /** Of the function. */
    private readonly key: string,
  ) {}

  /** @param id of the sample: its source, with what its trigger gives it */
  sample(id: string): KeptSample | undefined {
    return this.memory.get<KeptSample>(this.sampleKey(id));
  }

  keepSample(id: string, sample: KeptSample): void {
    const { text, ...made } = sample;
    void this.memory.update(this.sampleKey(id), text === undefined || text.length > LONGEST ? made : sample);
  }

  /** Whether it is what a person has made of a sample that is kept still. */
  isSample(text: string): boolean {
    return this.memory
      .keys()
      .filter((key) => key.startsWith(this.sampleKey('')))
      .some((key) => this.memory.get<KeptSample>(key)?.text?.trim() === text.trim());
  }

  /** The newest first. */
  recent(): readonly RecentEvent[] {
    return this.memory.get<readonly RecentEvent[]>(this.recentKey) ?? [];
  }

  async remember(event: RecentEvent): Promise<void> {
    if ((event.text?.length ?? 0) > LONGEST) return;
    const others = this.recent().filter(({ text, file }) => text !== event.text || file !== event.file);
    await this.memory.update(this.recentKey, [event, ...others].slice(0, MOST_RECENT));
  }

  private sampleKey(id: string): string {
    return `sampleEvent:${this.key}:${id}`;
  }

  private get recentKey(): string {
    return `recentEvents:${this.key}`;
  }
}

export function freshSample(): KeptSample {
  return { seed: Math.floor(Math.random() * 2 ** 32), now: Date.now() };
}
