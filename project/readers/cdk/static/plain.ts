/** One spelling of a name of JavaScript's and of Python's: `stringAt`, `string_at` → `stringat`. */
export function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
