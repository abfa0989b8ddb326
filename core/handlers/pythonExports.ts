/** What a module of Python offers that may be a handler. */
import { LineTable } from '../syntax/lineTable';
import type { ExportedFunction } from './handlerLanguage';
import { pythonStatements, type PythonStatement, type PythonToken } from './pythonStatements';

interface Found {
  readonly start: number;
  readonly line: number;
  readonly from: number;
  to: number;
  readonly takesEvent: boolean;
}

interface Block {
  readonly indent: number;
  /** What it holds runs when the module is loaded. */
  readonly runsWithModule: boolean;
  readonly defines: Found | undefined;
}

/** Calls and imports may give anything; what is called so is meant to be a handler. */
const HANDLER_NAME = /(?:^|_)handler$|[a-z]Handler$/;
const PLAIN_BLOCK = /^(?:if|elif|else|try|except|finally|with|for|while)$/;

/** In order of lines. Of what a module imports or computes, that alone which is called a handler. */
export function pythonExports(text: string): ExportedFunction[] {
  return new ModuleScan(text).exports();
}

class ModuleScan {
  private readonly found = new Map<string, Found>();
  private readonly blocks: Block[] = [];
  private readonly lines: LineTable;

  constructor(private readonly text: string) {
    this.lines = new LineTable(text);
  }

  exports(): ExportedFunction[] {
    let lastLine = -1;
    /** Of decorators, once there were some. */
    let from: number | undefined;
    for (const statement of pythonStatements(this.text)) {
      const first = statement.tokens[0]!;
      const last = statement.tokens.at(-1)!;
      while (this.blocks.length > 0 && this.blocks.at(-1)!.indent >= statement.indent) this.closeBlock(lastLine);
      const line = this.lineOf(first.start);
      from ??= Math.min(lastLine + 1, line);
      lastLine = this.lineOf(last.end - 1);
      if (first.text === '@') continue;
      const runsWithModule = this.blocks.every((block) => block.runsWithModule);
      const place = { start: first.start, line, from, to: lastLine };
      const defines = runsWithModule ? this.declare(statement.tokens, place) : undefined;
      if (last.text === ':') {
        const isPlain = PLAIN_BLOCK.test(first.text) && !isNeverLoaded(statement);
        this.blocks.push({ indent: statement.indent, runsWithModule: isPlain, defines });
      }
      from = undefined;
    }
    while (this.blocks.length > 0) this.closeBlock(lastLine);
    return [...this.found].map(([name, place]) => ({ name, ...place })).sort((a, b) => a.start - b.start);
  }

  private closeBlock(lastLine: number): void {
    const { defines } = this.blocks.pop()!;
    if (defines) defines.to = lastLine;
  }

  private lineOf(offset: number): number {
    return this.lines.positionAt(offset).line;
  }

  private declare(tokens: readonly PythonToken[], place: Omit<Found, 'takesEvent'>): Found | undefined {
    const [first, second] = tokens;
    const head = first?.text === 'async' ? 1 : 0;
    const name = tokens[head + 1];
    if (tokens[head]?.text === 'def' && name?.kind === 'name') {
      // A name that begins so is nobody else's.
      const takesEvent = !name.text.startsWith('_') && fits(tokens, head + 2);
      return this.add(name.text, { ...place, takesEvent });
    }
    if (first?.text === 'from') this.importFrom(tokens, place);
    else if (first?.kind === 'name' && (second?.text === '=' || second?.text === ':')) this.assign(tokens, place);
    return undefined;
  }

  private add(name: string, found: Found): Found {
    this.found.set(name, found);
    return found;
  }

  /** `a = b = value`, `a: Type = value` */
  private assign(tokens: readonly PythonToken[], place: Omit<Found, 'takesEvent'>): void {
    const names: string[] = [];
    let at = 0;
    while (tokens[at]?.kind === 'name' && tokens[at + 1]?.text === '=') {
      names.push(tokens[at]!.text);
      at += 2;
    }
    if (names.length === 0) {
      names.push(tokens[0]!.text);
      at = tokens.findIndex(({ text }) => text === '=') + 1;
      if (at === 0) return;
    }
    const value = tokens[at];
    const isName = value?.kind === 'name' && at === tokens.length - 1;
    const known = isName ? this.found.get(value.text) : undefined;
    const isCallable =
      value?.kind === 'name' && /^[\p{L}_]/u.test(value.text) && !/^(?:None|True|False)$/.test(value.text);
    for (const name of names) {
      if (known) this.add(name, known);
      else if (value?.text === 'lambda') this.add(name, { ...place, takesEvent: fits(tokens, at) });
      else if (isCallable && HANDLER_NAME.test(name) && !this.found.has(name)) {
        this.add(name, { ...place, takesEvent: true });
      }
    }
  }

  /** `from .orders import handler, create as create_handler` */
  private importFrom(tokens: readonly PythonToken[], place: Omit<Found, 'takesEvent'>): void {
    const begin = tokens.findIndex(({ text }) => text === 'import');
    for (let at = begin + 1; begin > 0 && at < tokens.length; at++) {
      const token = tokens[at]!;
      const isLast = token.kind === 'name' && token.text !== 'as' && tokens[at + 1]?.text !== 'as';
      if (!isLast || !HANDLER_NAME.test(token.text)) continue;
      const line = this.lineOf(token.start);
      this.add(token.text, { ...place, start: token.start, line, takesEvent: true });
    }
  }
}

/** `if __name__ == "__main__":`, `if TYPE_CHECKING:` */
function isNeverLoaded({ tokens }: PythonStatement): boolean {
  return tokens[0]!.text === 'if' && tokens.some(({ text }) => /^(?:__name__|TYPE_CHECKING|False)$/.test(text));
}

/** Whether two positional arguments, event and context, can be handed over; `at` is the index of `(` or `lambda`. */
function fits(tokens: readonly PythonToken[], at: number): boolean {
  let [needed, taken, depth] = [0, 0, 0];
  let isPositional = true;
  for (let index = at; index < tokens.length; index++) {
    const { text, kind } = tokens[index]!;
    if (/^[([{]$/.test(text)) depth++;
    if (/^[)\]}]$/.test(text) && --depth === 0) break;
    const outer = tokens[at]!.text === 'lambda' ? 0 : 1;
    if (depth !== outer) continue;
    if (text === ':' && outer === 0) break;
    const beginsParameter = index === at + 1 || tokens[index - 1]!.text === ',';
    if (!beginsParameter || !isPositional) {
      if (text === '=' && isPositional) needed--;
      continue;
    }
    if (text === '**') isPositional = false;
    else if (text === '*') {
      if (tokens[index + 1]?.kind === 'name') taken = Infinity;
      isPositional = false;
    } else if (kind === 'name') {
      needed++;
      taken++;
    }
  }
  return needed <= 2 && taken >= 2;
}
