/** What a JSONata expression refers to, read from its syntax tree; and what stops it from being read. */
import { phrase } from '../l10n/phrase';
import type { QueryProblem } from '../query';
import { parseJsonata } from '../query/jsonata/parseJsonata';
import { syntaxFault, type JsonataSyntaxError } from '../query/jsonata/syntaxFault';
import { keptByText } from './keptByText';

/** A variable or a name in an expression; offsets count in the expression's source. */
export interface JsonataReference {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

export interface JsonataReferences {
  /** Variables that the expression neither binds nor takes as an argument: `$order`, also functions. */
  readonly variables: readonly JsonataReference[];
  /** Members read from `$states`, with the steps behind: `['input', 'order']`. */
  readonly states: readonly (JsonataReference & { readonly steps: readonly string[] })[];
  /** Field names, wildcards, `$` and `$$` where nothing stands before them that they could select from. */
  readonly rootless: readonly JsonataReference[];
}

/** The parts of jsonata's tree that are walked; each is present on some kinds of node only. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: Node[];
  readonly stages?: Node[];
  readonly predicate?: Node[];
  readonly expr?: Node;
  readonly expression?: Node;
  readonly expressions?: Node[];
  readonly terms?: Node[];
  readonly lhs?: Node | Node[][];
  readonly rhs?: Node;
  readonly group?: { readonly lhs: Node[][] };
  readonly procedure?: Node;
  readonly arguments?: Node[];
  readonly body?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly pattern?: Node;
  readonly update?: Node;
  readonly delete?: Node;
  readonly focus?: string;
  readonly index?: string;
}

/**
 * What a place is evaluated against. At the `root` there is no document on Step Functions; `inside` a
 * block or an argument at the root neither, but there only plain names are surely wrong.
 */
type Against = 'root' | 'inside' | 'item';

export const readJsonata = keptByText(readAnew);

function readAnew(source: string): JsonataReferences | QueryProblem {
  try {
    return new ReferenceReader(source).read(parseJsonata(source).ast() as Node);
  } catch (error) {
    return syntaxProblem(error, source);
  }
}

function syntaxProblem(error: unknown, source: string): QueryProblem {
  const { position, token } = error as JsonataSyntaxError;
  const text = typeof token === 'string' && token !== '(end)' ? token : '';
  const end = Math.min(position ?? source.length, source.length);
  let offset = Math.max(0, end - Math.max(1, text.length));
  // What is missing at the end is missed behind the last token, not behind the blanks that follow it.
  while (offset > 0 && /\s/.test(source.charAt(offset))) offset--;
  const message =
    error instanceof RangeError ? phrase`it is nested too deeply` : syntaxFault(error as JsonataSyntaxError);
  return { problem: true, message, offset, length: text ? Math.max(1, end - offset) : 1 };
}

class ReferenceReader {
  private readonly bound = new Set<string>();
  private readonly variables: JsonataReference[] = [];
  private readonly states: (JsonataReference & { steps: string[] })[] = [];
  private readonly rootless: JsonataReference[] = [];

  constructor(private readonly source: string) {}

  read(root: Node): JsonataReferences {
    this.visit(root, 'root');
    const { states, rootless, bound } = this;
    return { variables: this.variables.filter(({ name }) => !bound.has(name)), states, rootless };
  }

  private visit(node: Node | undefined, against: Against): void {
    if (!node) return;
    const own = OWN_VISITS[node.type ?? ''];
    if (own) own(this, node, against);
    else this.visitParts(node, against);
    for (const stage of [...(node.stages ?? []), ...(node.predicate ?? [])]) this.visit(stage.expr, 'item');
    for (const pair of node.group?.lhs ?? []) for (const part of pair) this.visit(part, 'item');
    if (node.focus) this.bound.add(node.focus);
    if (node.index) this.bound.add(node.index);
  }

  /** Operators: whatever they combine stands against the same as they do. */
  private visitParts(node: Node, against: Against): void {
    if (Array.isArray(node.lhs)) for (const pair of node.lhs) for (const part of pair) this.visit(part, against);
    else this.visit(node.lhs, against);
    for (const part of [node.rhs, node.condition, node.then, node.else, node.expression]) this.visit(part, against);
    for (const part of node.expressions ?? []) this.visit(part, against);
  }

  path(node: Node, against: Against): void {
    const [first, ...rest] = node.steps ?? [];
    if (first?.type === 'variable' && first.value === 'states') this.statesPath(rest);
    this.visit(first, against);
    for (const step of rest) {
      for (const term of step.type === 'sort' ? (step.terms ?? []) : []) this.visit(term.expression, 'item');
      this.visit(step, 'item');
    }
  }

  variable(node: Node, against: Against): void {
    const name = String(node.value);
    if (name === '' || name === '$') {
      if (against === 'root') this.rootless.push(this.placed(`$${name}`, node));
    } else if (name !== 'states') {
      this.variables.push(this.placed(`$${name}`, node, name));
    }
  }

  name(node: Node, against: Against): void {
    if (against !== 'item') this.rootless.push(this.placed(String(node.value), node));
  }

  call(node: Node, against: Against): void {
    if (node.procedure?.type === 'path') this.visit(node.procedure, against);
    else this.visit(node.procedure, 'item');
    for (const argument of node.arguments ?? []) this.visit(argument, against === 'root' ? 'inside' : against);
  }

  lambda(node: Node): void {
    for (const argument of node.arguments ?? []) this.bound.add(String(argument.value));
    this.visit(node.body, 'item');
  }

  block(node: Node, against: Against): void {
    for (const part of node.expressions ?? []) this.visit(part, against === 'root' ? 'inside' : against);
  }

  bind(node: Node, against: Against): void {
    if (!Array.isArray(node.lhs)) this.bound.add(String(node.lhs?.value));
    this.visit(node.rhs, against);
  }

  apply(node: Node, against: Against): void {
    if (!Array.isArray(node.lhs)) this.visit(node.lhs, against);
    this.visit(node.rhs, 'item');
  }

  transform(node: Node): void {
    for (const part of [node.pattern, node.update, node.delete]) this.visit(part, 'item');
  }

  private statesPath(rest: readonly Node[]): void {
    const steps: string[] = [];
    for (const step of rest) {
      if (step.type !== 'name') break;
      steps.push(String(step.value));
      if ((step.stages ?? step.predicate ?? []).length > 0) break;
    }
    const [member] = rest;
    if (member?.type === 'name') this.states.push({ ...this.placed(String(member.value), member), steps });
  }

  /** jsonata notes the position behind a token; a name in backquotes has one more on either side. */
  private placed(text: string, node: Node, name = text): JsonataReference {
    const end = node.position ?? text.length;
    const quotes = this.source[end - 1] === '`' ? 2 : 0;
    const offset = Math.max(0, end - text.length - quotes);
    return { name, offset, length: end - offset };
  }
}

const OWN_VISITS: Record<string, (reader: ReferenceReader, node: Node, against: Against) => void> = {
  path: (reader, node, against) => reader.path(node, against),
  variable: (reader, node, against) => reader.variable(node, against),
  name: (reader, node, against) => reader.name(node, against),
  wildcard: (reader, node, against) => reader.name(node, against),
  descendant: (reader, node, against) => reader.name(node, against),
  function: (reader, node, against) => reader.call(node, against),
  partial: (reader, node, against) => reader.call(node, against),
  lambda: (reader, node) => reader.lambda(node),
  block: (reader, node, against) => reader.block(node, against),
  bind: (reader, node, against) => reader.bind(node, against),
  apply: (reader, node, against) => reader.apply(node, against),
  transform: (reader, node) => reader.transform(node),
};
