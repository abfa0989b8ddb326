/** What a person reads and changes while the run stands still: the data of the stopped states, by the protocol's numbers. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { PausePoint } from '../core/interpreter/host';
import type { Json } from '../core/json';
import { phrase } from '../core/l10n/phrase';
import { isPromise } from '../core/query';
import { readWatched, type WatchedData } from './breakpoints';
import { evaluateExpression, type ExpressionResult } from './expression';
import { scopesOfPoint } from './scopes';
import { UserMistake } from './userMistake';
import { VariableTree } from './variables';

export class StoppedData {
  private readonly tree = new VariableTree();
  private frames: PausePoint[] = [];

  /** The run goes on: numbers handed out mean nothing any more. */
  clear(): void {
    this.tree.clear();
    this.frames = [];
  }

  /** @returns the frame's id */
  addFrame(point: PausePoint): number {
    return this.frames.push(point);
  }

  scopes(frameId: number): DebugProtocol.Scope[] {
    const point = this.frames[frameId - 1];
    return (point ? scopesOfPoint(point) : []).map(({ name, root, expensive }) => ({
      name,
      expensive,
      variablesReference: this.tree.add(root),
    }));
  }

  variables(args: DebugProtocol.VariablesArguments): DebugProtocol.Variable[] {
    const shown = this.tree.children(args.variablesReference, args.filter, args.start, args.count);
    return shown.map(({ readonly: fixed, ...variable }) => ({
      ...variable,
      ...(fixed ? { presentationHint: { attributes: ['readOnly'] } } : {}),
    }));
  }

  /** What a person points at, where it lives on from state to state. */
  watchable({ variablesReference, name }: DebugProtocol.DataBreakpointInfoArguments): WatchedData | undefined {
    return variablesReference === undefined ? readWatched(name) : this.tree.homeOf(variablesReference, name);
  }

  /** Throws a {@link UserMistake} where the data may not be changed. */
  set(args: DebugProtocol.SetVariableArguments): DebugProtocol.SetVariableResponse['body'] {
    const shown = this.tree.set(args.variablesReference, args.name, parseTyped(args.value));
    if (shown) return shown;
    throw new UserMistake(
      phrase`Only the input of a state before it runs and the output of a state after it has run can be changed.`,
    );
  }

  /**
   * Rejects with a {@link UserMistake} where the expression cannot be evaluated.
   * @param stopped where no frame is named
   */
  async evaluate(
    args: DebugProtocol.EvaluateArguments,
    stopped: PausePoint | undefined,
  ): Promise<DebugProtocol.EvaluateResponse['body']> {
    const point = args.frameId === undefined ? stopped : this.frames[args.frameId - 1];
    if (!point) throw new UserMistake(phrase`The run is not stopped. Expressions read the data of a stopped state.`);
    const evaluated = evaluateExpression(args.expression, point);
    const result: ExpressionResult = isPromise(evaluated) ? await evaluated : evaluated;
    if (!result.ok) throw new UserMistake(result.message, args.context !== 'hover');
    const shown = this.tree.show(args.expression, result.value);
    const value = args.context === 'clipboard' ? JSON.stringify(result.value, null, 2) : shown.value;
    return { ...shown, result: value };
  }
}

/** What a person types as a value: JSON, else the text itself. */
function parseTyped(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
