/** Which attempts an answer is for, counted from 0: `0`, or `1-3`. Undefined for anything else, backwards ranges included. */
export function readAttempts(written: string): { readonly from: number; readonly to: number } | undefined {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(written);
  if (!match) return undefined;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  return to < from ? undefined : { from, to };
}
