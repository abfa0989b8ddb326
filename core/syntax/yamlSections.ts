/** The sections of a template, each to be read for itself where the whole cannot be: a mistake costs its own section. */

export interface TextSection {
  readonly start: number;
  readonly end: number;
}

/** Sections whose entries stand for themselves too. */
const OF_ENTRIES = /^(Resources|functions):[ \t]*(?:#.*)?\r?\n/;

/** Whether a text has the sections of a deployment file. */
const DEPLOYMENT_FILE = /^(?:Resources|functions):/m;

/** Where sections begin and end; undefined where a text has none that we know. */
export function sectionsOf(text: string): readonly TextSection[] | undefined {
  return DEPLOYMENT_FILE.test(text) ? cut(text, /^[A-Za-z"'][^\s:]*["']?:(?=\s|$)/gm, 0, text.length) : undefined;
}

/** The entries of a section such as `Resources`, by the indentation of the first; undefined of any other. */
export function entriesOf(text: string, { start, end }: TextSection): readonly TextSection[] | undefined {
  const head = OF_ENTRIES.exec(text.slice(start, end))?.[0];
  if (head === undefined) return undefined;
  const indentation = /^([ ]+)[^\s#]/m.exec(text.slice(start + head.length, end))?.[1];
  if (indentation === undefined) return undefined;
  return cut(text, new RegExp(`^${indentation}[\\w"'&{}:-]+:(?=\\s|$)`, 'gm'), start + head.length, end);
}

/** What is needed besides a section's own text to know one of its entries. */
const SHARED = /^(Globals|Parameters|Mappings|Conditions|Transform):/;

/** Whether a mistake at an offset is one of the entry at another, or of a section that all entries depend on. */
export function concernsEntry(text: string, mistake: number, entry: number): boolean {
  const sections = sectionsOf(text);
  const holding = (offset: number): TextSection | undefined =>
    sections?.find(({ start, end }) => start <= offset && offset < end);
  const [own, other] = [holding(entry), holding(mistake)];
  if (!own || !other) return true;
  if (own !== other) return SHARED.test(text.slice(other.start, other.end));
  const entries = entriesOf(text, own);
  const found = entries?.find(({ start, end }) => start <= entry && entry < end);
  return !found || (found.start <= mistake && mistake < found.end);
}

function cut(text: string, begin: RegExp, start: number, end: number): TextSection[] {
  begin.lastIndex = start;
  const starts: number[] = [];
  for (let found = begin.exec(text); found && found.index < end; found = begin.exec(text)) starts.push(found.index);
  return starts.map((from, index) => ({ start: from, end: starts[index + 1] ?? end }));
}
