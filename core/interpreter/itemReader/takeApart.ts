/** Rows out of text that comes piece by piece, where only what is not taken yet is held. */

/**
 * @param text from the first character that is not taken yet
 * @param isWhole nothing comes after it
 * @returns how much of it is taken; undefined where no more is wanted
 */
export type TakeRows = (text: string, isWhole: boolean) => number | undefined;

export async function takeApart(pieces: AsyncIterable<string>, take: TakeRows): Promise<void> {
  let rest = '';
  let more: string[] = [];
  let waiting = 0;
  for await (const piece of pieces) {
    more.push(piece);
    waiting += piece.length;
    // A row that goes on for long is looked at again only when there is twice as much of it.
    if (waiting < rest.length) continue;
    const text = rest + more.join('');
    const taken = take(text, false);
    if (taken === undefined) return;
    rest = text.slice(taken);
    more = [];
    waiting = 0;
  }
  take(rest + more.join(''), true);
}
