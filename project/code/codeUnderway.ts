import { once } from '../once';
import { noteScope } from './code';
import { renamed } from './expression';
import type { Addition, Expression } from './expression';
import type { CallSite, Code, ImportedName, OpenScope, Scope } from './code';

/** `text = ''`, `options=None`: before what gives it its value. */
export function isEmpty(expression: Expression): boolean {
  return expression.kind === 'literal' && (expression.value === '' || expression.value === null);
}

function givenTo({ parameters }: OpenScope, name: string): (() => Expression) | undefined {
  const isParameter = parameters.some((each) => each.name === name || each.fields?.has(name));
  return isParameter ? () => ({ kind: 'name', name, isGiven: true, start: 0, end: 0 }) : undefined;
}

/** The shape of a file while it is read: what was found, and the scopes that are open. */
export class CodeUnderway {
  readonly imports = new Map<string, ImportedName>();
  readonly wildcards: string[] = [];
  readonly code: Code;
  private readonly calls = new Map<string, CallSite[]>();
  private readonly functions = new Map<string, Scope[]>();
  private readonly classes = new Map<string, Scope>();
  private readonly open: OpenScope[] = [];

  /** @param end of the file's own scope: nothing leaves it */
  constructor(file: string, text: string, language: Code['language'], end: number) {
    const scope = this.newScope('file', end);
    const { calls, functions, classes, imports, wildcards } = this;
    this.code = { file, text, language, scope, calls, functions, classes, imports, wildcards };
    Object.assign(scope, { code: this.code });
    this.open.push(scope);
  }

  /** The innermost. */
  get scope(): OpenScope {
    return this.open.at(-1)!;
  }

  newScope(kind: Scope['kind'], end: number, more: Partial<OpenScope> = {}): OpenScope {
    const parent = this.open.at(-1);
    const names = new Map<string, () => Expression>();
    const changed = new Set<string>();
    const additions = new Map<string, Addition[]>();
    const lists = { bases: [], parameters: [], names, changed, additions };
    return { kind, code: this.code, parent, ...lists, returnCount: 0, end, ...more };
  }

  enter(scope: OpenScope): void {
    this.open.push(scope);
    noteScope(scope, this.functions, this.classes);
  }

  /** Leaves scopes as long as they are over; never the file's own. */
  leave(isOver: (end: number) => boolean): void {
    while (this.open.length > 1 && isOver(this.scope.end)) this.open.pop();
  }

  /**
   * A name, or a parameter, gets another value, which is made of the one that it has: `text = text.replace(…)`. It stands for
   * the last such value; what it had is kept under a name that no program can write.
   *
   * @returns that name; undefined where it had no value
   */
  reassign(name: string, value: () => Expression, scope: OpenScope = this.scope): string | undefined {
    const before = scope.names.get(name) ?? givenTo(scope, name);
    if (!before) return undefined;
    const older = `${name}'${scope.names.size}`;
    scope.names.set(older, before);
    scope.names.set(
      name,
      once(() => renamed(value(), name, older)),
    );
    return older;
  }

  /** Something is put into what a name stands for. @param name of a member of `this` `this.name` */
  noteAddition(name: string, addition: Omit<Addition, 'scope'>): void {
    const owner = this.open.findLast(({ names }) => names.has(name));
    if (!owner) return;
    const known = owner.additions.get(name);
    const added = { ...addition, scope: this.scope };
    if (known) known.push(added);
    else owner.additions.set(name, [added]);
  }

  /** A name gets another value, of which it is not told when. */
  noteChange(name: string): void {
    this.open.findLast(({ names }) => names.has(name))?.changed.add(name);
  }

  /** `if (!options) options = {}`: what a parameter is where a call leaves it out. @returns whether it is a parameter */
  standardOf(name: string, value: () => Expression, scope: OpenScope): boolean {
    const at = scope.parameters.findIndex((parameter) => parameter.name === name);
    const parameter = scope.parameters[at];
    if (!parameter) return false;
    if (!parameter.standard || isEmpty(parameter.standard()))
      scope.parameters = scope.parameters.with(at, { ...parameter, standard: value });
    return true;
  }

  /** The innermost of a kind. */
  nearest(kind: Scope['kind']): OpenScope | undefined {
    return this.open.findLast((scope) => scope.kind === kind);
  }

  noteCall(name: string, site: CallSite): void {
    const known = this.calls.get(name);
    if (known) known.push(site);
    else this.calls.set(name, [site]);
  }
}
