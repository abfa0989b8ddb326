/**
 * Breakpoints on data: a workflow variable, or a path of what goes from state to state. They stop where a state has changed
 * it, before that state is left: at the field that made the new value.
 */
import type { PausePoint, PartPath } from '../../core/interpreter/host';
import { isJsonObject, type Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { isQueryProblem, parsePath } from '../../core/query';
import { jsonEquals } from '../../core/query/jsonEquals';
import { nodeAtPath } from '../../core/syntax';
import { pathText, type DataHome } from '../variables';
import { StopRule, type RuleRequest } from './stopRule';

/** What is watched: a member of the variables, or of the data that states hand on. */
export interface WatchedData {
  readonly home: DataHome;
  readonly path: readonly (string | number)[];
}

export interface DataRequest extends RuleRequest {
  readonly dataId: string;
}

export interface DataAnswer {
  readonly id: number;
  readonly verified: boolean;
  readonly message?: string;
}

/** What a state makes of watched data. */
export interface DataChange {
  readonly rule: StopRule;
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** The field that made the new value, where one did. */
  readonly part: PartPath | undefined;
}

/** What the protocol calls it: the same in the next run. */
export function dataId({ home, path }: WatchedData): string {
  return JSON.stringify([home, ...path]);
}

/** What an expression names: `$total`, `$.order.id`, `$states.input.order.id`. Undefined where it is more than a path. */
export function readWatched(expression: string): WatchedData | undefined {
  const text = expression.trim().replace(/^\$states\.(input|result)(?=$|[.[])/, '$');
  const parsed = parsePath(text);
  if (isQueryProblem(parsed) || !parsed.reference || parsed.root.kind === 'context') return undefined;
  const path = parsed.steps.map((step) =>
    step.kind === 'property' ? step.names[0] : step.kind === 'indices' && step.indices[0],
  );
  const steps = path.filter((step) => typeof step === 'string' || typeof step === 'number');
  return parsed.root.kind === 'variable'
    ? { home: 'variables', path: [parsed.root.name, ...steps] }
    : { home: 'data', path: steps };
}

/** As a person writes it: `$total`, `$.order.items[0]`. */
export function dataName({ home, path }: WatchedData): string {
  const [first = '', ...rest] = path;
  return home === 'variables' ? pathText(`$${first}`, rest) : pathText('$', path);
}

export class DataBreakpoints {
  private watched: { readonly data: WatchedData; readonly rule: StopRule }[] = [];

  constructor(private readonly nextId: () => number) {}

  /** Replaces them all. They may stop at any state, whatever its language. */
  set(requests: readonly DataRequest[]): DataAnswer[] {
    this.watched = [];
    return requests.map((request) => {
      const id = this.nextId();
      const data = readDataId(request.dataId);
      if (!data) return { id, verified: false, message: phrase`Only variables, input and output can be watched.` };
      const rule = StopRule.read(id, request, ['JSONPath', 'JSONata']);
      if ('problem' in rule) return { id, verified: false, message: rule.problem };
      this.watched.push({ data, rule });
      return { id, verified: true };
    });
  }

  get rules(): readonly StopRule[] {
    return this.watched.map(({ rule }) => rule);
  }

  /** What the state that is about to be left has changed. */
  at(point: PausePoint): readonly DataChange[] {
    if (point.when !== 'exit') return [];
    return this.watched.flatMap(({ data, rule }) => {
      const [before, after] = CHANGES[data.home](point, data.path);
      const isSame = before === undefined || after === undefined ? before === after : jsonEquals(before, after);
      return isSame ? [] : [{ rule, name: dataName(data), before, after, part: PARTS[data.home](point, data.path) }];
    });
  }
}

type Path = readonly (string | number)[];

const CHANGES: Record<DataHome, (point: PausePoint, path: Path) => readonly [Json | undefined, Json | undefined]> = {
  variables({ data }, path) {
    const before = valueAt(data.variables, path);
    return [before, Object.hasOwn(data.assigned ?? {}, String(path[0])) ? valueAt(data.assigned, path) : before];
  },
  data: ({ data }, path) => [valueAt(data.input, path), valueAt(data.output, path)],
};

/** Fields that shape what a state hands on, the last word first. */
const SHAPING = ['Output', 'OutputPath', 'ResultPath', 'ResultSelector', 'Result'];

const PARTS: Record<DataHome, (point: PausePoint, path: Path) => PartPath | undefined> = {
  variables({ closing = [], state }, [name]) {
    const keys = [String(name), `${name}.$`];
    return keys.map((key) => [...closing, 'Assign', key]).find((part) => nodeAtPath(state.node, part));
  },
  data({ closing = [], state }) {
    const fields = state.type === 'Pass' ? [...SHAPING, 'Parameters'] : SHAPING;
    return fields.map((field) => [...closing, field]).find((part) => nodeAtPath(state.node, part));
  },
};

function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let inner = value;
  for (const step of path) {
    if (Array.isArray(inner)) inner = inner[Number(step)];
    else if (isJsonObject(inner) && Object.hasOwn(inner, step)) inner = inner[step];
    else return undefined;
  }
  return inner;
}

function readDataId(text: string): WatchedData | undefined {
  try {
    const [home, ...path] = JSON.parse(text) as readonly (string | number)[];
    const isPath = path.every((step) => typeof step === 'string' || typeof step === 'number');
    if ((home !== 'variables' && home !== 'data') || !isPath || (home === 'variables' && path.length === 0))
      return undefined;
    return { home, path };
  } catch {
    return undefined;
  }
}
