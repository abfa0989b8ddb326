/** How a command of the table is called. */
export function commandId(name: string): string {
  return `stepwise.${name}`;
}
