/** What a person reads and changes while the run stands still: the data of the stopped states, by the protocol's numbers. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { PausePoint } from '../core/interpreter/host';
import type { Json } from '../core/json';
import { jsonValue, prettyJsonText } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import { isPromise } from '../core/query';
import { readWatched, type WatchedData } from './breakpoints';
import { completionsAt, type Completion } from './completions';
import { evaluateExpression, type ExpressionResult } from './expression';
import { scopesOfPoint, type Standing } from './scopes';
import { UserMistake } from './userMistake';
import { membersOf, VariableTree, type ShownVariable } from './variables';

interface StoppedFrame extends Standing {
  readonly point: PausePoint;
}

export class StoppedData {
  private readonly tree = new VariableTree();
  private frames: StoppedFrame[] = [];

  /** The run goes on: numbers handed out mean nothing any more. */
  clear(): void {
    this.tree.clear();
    this.frames = [];
  }

  /** @returns the frame's id */
  addFrame(frame: StoppedFrame): number {
    return this.frames.push(frame);
  }

  scopes(frameId: number): DebugProtocol.Scope[] {
    const frame = this.frames[frameId - 1];
    return (frame ? scopesOfPoint(frame.point, frame) : []).map(({ name, root, expensive, hint }) => ({
      name,
      expensive,
      ...(hint !== undefined && { presentationHint: hint }),
      variablesReference: this.tree.add(root),
      ...membersOf(root.get()),
    }));
  }

  variables({ variablesReference, filter, start, count }: DebugProtocol.VariablesArguments): ShownVariable[] {
    return this.tree.children(variablesReference, filter, start, count);
  }

  /** What a person points at, where it lives on from state to state. */
  watchable({ variablesReference, name }: DebugProtocol.DataBreakpointInfoArguments): WatchedData | undefined {
    return variablesReference === undefined ? readWatched(name) : this.tree.homeOf(variablesReference, name);
  }

  /** Throws a {@link UserMistake} where the data may not be changed. */
  set({ variablesReference, name, value }: DebugProtocol.SetVariableArguments): ShownVariable {
    return this.tree.set(variablesReference, name, parseTyped(value));
  }

  /**
   * Rejects with a {@link UserMistake} where the expression cannot be evaluated.
   * @param stopped where no frame is named
   */
  async evaluate(
    args: DebugProtocol.EvaluateArguments,
    stopped: PausePoint | undefined,
  ): Promise<DebugProtocol.EvaluateResponse['body']> {
    const point = args.frameId === undefined ? stopped : this.frames[args.frameId - 1]?.point;
    if (!point)
      throw new UserMistake(phrase`The run is not stopped. Expressions read the data of a stopped state.`, false);
    const evaluated = evaluateExpression(args.expression, point);
    const result: ExpressionResult = isPromise(evaluated) ? await evaluated : evaluated;
    // Whoever asked shows it: a console below the expression, a watch beside it.
    if (!result.ok) throw new UserMistake(result.message, false);
    const { value, type, variablesReference, ...shown } = this.tree.show(args.expression, result.value);
    return {
      result: args.context === 'clipboard' ? prettyJsonText(result.value) : value,
      type,
      variablesReference,
      ...membersOf(result.value),
      presentationHint: shown.presentationHint,
    };
  }

  /** @param stopped where no frame is named */
  async completions(
    { frameId, text, column }: { readonly frameId?: number; readonly text: string; readonly column: number },
    stopped: PausePoint | undefined,
  ): Promise<Completion[]> {
    const point = frameId === undefined ? stopped : this.frames[frameId - 1]?.point;
    return point ? completionsAt(text.slice(0, column), point) : [];
  }
}

/** What a person types as a value: JSON, else the text itself. */
function parseTyped(text: string): Json {
  try {
    return jsonValue(text);
  } catch {
    return text;
  }
}
