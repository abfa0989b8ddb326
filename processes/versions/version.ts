/** Versions of interpreters, as far as they are known: `[22]`, `[3, 12]`, `[20, 11, 1]`. */
export type Version = readonly number[];

/** The numbers a text begins with: `v22.11.0`, `3.12`; undefined where it begins with none. */
export function versionOf(text: string): Version | undefined {
  const [, numbers] = /^v?(\d+(?:\.\d+){0,2})/.exec(text.trim()) ?? [];
  return numbers?.split('.').map(Number);
}

/** Whether a version is one of those meant: 20.11.1 is one of 20, and of 20.11. */
export function isOne(version: Version, meant: Version): boolean {
  return meant.every((part, index) => version[index] === part);
}

/** Newest first. */
export function byAge(left: Version, right: Version): number {
  const at = [0, 1, 2].find((index) => (left[index] ?? 0) !== (right[index] ?? 0)) ?? 0;
  return (right[at] ?? 0) - (left[at] ?? 0);
}
