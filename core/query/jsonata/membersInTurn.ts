/**
 * Members of a list or an object one after the other, as AWS evaluates them: the library begins all of them at once. Beside each
 * other their depths would add up, and each would have to fail by itself where one does.
 */
import type { JsonataNode } from './syntaxTree';

/** The members of one value: the first goes on, the others wait. */
interface Row {
  readonly of: number;
  readonly waiting: (() => void)[];
  next: number;
}

export class MembersInTurn {
  private readonly rows: Row[] = [];
  /** The library is calling one member after the other: nothing else has begun or ended since. */
  private isGathering = false;

  /** When the node may begin, where that is not at once. What fails ends the evaluation, and with it those that wait. */
  before({ memberOf }: JsonataNode): Promise<void> | undefined {
    const row = this.rows.at(-1);
    if (this.isGathering && row !== undefined && row.of === memberOf) {
      return new Promise((resolve) => void row.waiting.push(resolve));
    }
    this.isGathering = memberOf !== undefined;
    if (memberOf !== undefined) this.rows.push({ of: memberOf, waiting: [], next: 0 });
    return undefined;
  }

  after({ memberOf }: JsonataNode): void {
    this.isGathering = false;
    if (memberOf === undefined) return;
    const row = this.rows.at(-1)!;
    const begin = row.waiting[row.next++];
    if (begin) begin();
    else this.rows.pop();
  }
}
