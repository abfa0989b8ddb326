/** `NAME=VALUE`, one after another; the first that is none. */
export function readNamedTexts(
  written: readonly string[] = [],
): { readonly texts: { readonly [name: string]: string } } | { readonly bad: string } {
  const bad = written.find((each) => each.indexOf('=') < 1);
  if (bad !== undefined) return { bad };
  const pairs = written.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const);
  return { texts: Object.fromEntries(pairs) };
}
