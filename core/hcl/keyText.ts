/** How an address names one of several: `[0]`, `["eu"]`. */
export function keyText(key: string | number | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}
