/** A Dockerfile as instructions: comments, continued lines and here-documents are behind us then. */

export interface Instruction {
  /** `FROM` */
  readonly name: string;
  readonly rest: string;
}

export function instructionsOf(text: string): Instruction[] {
  const escape = /^\s*#\s*escape\s*=\s*`/im.test(text.split(/\r?\n/, 5).join('\n')) ? '`' : '\\';
  const lines = text.split(/\r?\n/);
  const found: Instruction[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (isPassedOver(lines[at]!)) continue;
    let whole = '';
    for (; at < lines.length; at++) {
      const line = lines[at]!;
      // Comments and empty lines may stand between the lines of one instruction.
      if (whole !== '' && isPassedOver(line)) continue;
      const isContinued = line.trimEnd().endsWith(escape);
      whole += isContinued ? `${line.trimEnd().slice(0, -1)} ` : line;
      if (!isContinued) break;
    }
    const [, name = '', rest = ''] = /^\s*([A-Za-z]+)\s+([^]*)$/.exec(whole) ?? [];
    if (name !== '') found.push({ name: name.toUpperCase(), rest: rest.trim() });
    for (const [, ending] of whole.matchAll(/<<-?["']?(\w+)["']?/g)) {
      while (at + 1 < lines.length && lines[at + 1]!.trim() !== ending) at++;
      at++;
    }
  }
  return found;
}

function isPassedOver(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

/** Words as a shell parts them; quotes are taken away. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"])*"|'[^']*'|\\.|[^\s"'])+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"])*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
}
