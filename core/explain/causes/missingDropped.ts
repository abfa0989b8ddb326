import { isJsonObject, type JsonObject } from '../../json';
import { parsedJson } from '../../jsonText';
import { phrase, type Phrase } from '../../l10n/phrase';
import type { State } from '../../model/machine';
import type { Explain, Failure } from '../explanation';
import { handlersAround, takes } from '../handlers';
import type { Missing } from '../missing';
import { valueAt } from '../values';
import type { Visit } from '../trail';

/** A field that an earlier state still had, and the state that dropped it. */
export const missingDropped: Explain = (failure) => {
  const { missing, state } = failure;
  if (!missing || !state || missing.root !== 'input') return undefined;
  const { steps, rewritten } = missing;
  const path = rewritten(steps);
  if (valueAt(failure.input(), steps) !== undefined) {
    const inputPath = state.definition['InputPath'];
    return typeof inputPath === 'string'
      ? {
          sentence: phrase`The state's input has ${path}, but its InputPath ${JSON.stringify(inputPath)} leaves it out.`,
        }
      : undefined;
  }
  const dropped = stateThatDropped(failure, missing);
  if (!dropped) return undefined;
  const { visit, isAround } = dropped;
  const { name } = visit.state;
  const had = phrase`"${name}" was the last state whose input had ${path}`;
  if (isAround) return { sentence: `${had}. ${passedInside(visit.state, path)}` };
  return { sentence: `${had}. ${howItWasCaught(visit) ?? howItWent(visit.state)}` };
};

/** Visits that are looked through. */
const MOST = 50;

function stateThatDropped(
  { earlier, visit }: Failure,
  { steps }: Missing,
): { readonly visit: Visit; readonly isAround: boolean } | undefined {
  let seen = 0;
  for (const each of earlier()) {
    if (++seen > MOST) return undefined;
    if (valueAt(parsedJson(each.output), steps) !== undefined) return undefined;
    if (valueAt(parsedJson(each.input), steps) === undefined) continue;
    return { visit: each, isAround: each.output === undefined && each.envelope.strand !== visit?.envelope.strand };
  }
  return undefined;
}

/** What a Catch tells of the error took the place of the input. */
function howItWasCaught(visit: Visit): Phrase | undefined {
  const { state } = visit;
  const { Catch: catchers } = state.definition;
  const definition = Array.isArray(catchers) ? catchers[catcherOf(visit) ?? -1] : undefined;
  if (!isJsonObject(definition)) return undefined;
  const { Output: output, ResultPath: resultPath = '$' } = definition;
  if (state.queryLanguage === 'JSONata') {
    return output === undefined
      ? phrase`It failed, and what its Catch tells of the error took the place of its input: an Output in the Catch can hold both.`
      : phrase`It failed, and the Output of its Catch leaves it out.`;
  }
  return resultPath === '$'
    ? phrase`It failed, and what its Catch tells of the error took the place of its input: a ResultPath in the Catch such as "$.error" keeps both.`
    : phrase`It failed, and the ResultPath ${JSON.stringify(resultPath)} of its Catch wrote over it.`;
}

/** A history without our notes names the error alone. */
function catcherOf({ state, error, catcher, output }: Visit): number | undefined {
  if (catcher !== undefined || error === undefined || output === undefined) return catcher;
  const own = handlersAround(state).filter((handler) => handler.state === state && handler.kind === 'Catch');
  const taking = own.find((handler) => takes(handler, error)) ?? (own.length === 1 ? own[0] : undefined);
  return taking?.at[1] as number | undefined;
}

function howItWent({ definition, type, queryLanguage }: State): Phrase {
  if (queryLanguage === 'JSONata') {
    return definition['Output'] === undefined
      ? phrase`Its result took the place of its input: its Output can hold both, or an Assign keeps the value in a variable.`
      : phrase`Its Output leaves it out.`;
  }
  const outputPath = definition['OutputPath'];
  if (typeof outputPath === 'string' && outputPath !== '$') {
    return phrase`Its OutputPath ${JSON.stringify(outputPath)} leaves it out.`;
  }
  const resultPath = definition['ResultPath'];
  if (typeof resultPath === 'string' && resultPath !== '$') {
    return phrase`Its ResultPath ${JSON.stringify(resultPath)} wrote over it, or its InputPath left it out.`;
  }
  if (type === 'Pass' && !has(definition, 'Result', 'Parameters')) return phrase`Its InputPath leaves it out.`;
  if (type === 'Pass')
    return phrase`What its ${has(definition, 'Result') ? 'Result' : 'Parameters'} made took the place of its input: a ResultPath such as "$.made" keeps both.`;
  return phrase`Its result took the place of its input: a ResultPath such as "$.result" keeps both.`;
}

/** What a Map or Parallel hands to the states inside it. */
function passedInside({ type, definition, queryLanguage }: State, path: string): Phrase {
  const selector =
    queryLanguage === 'JSONata' || has(definition, 'ItemSelector')
      ? 'ItemSelector'
      : has(definition, 'Parameters')
        ? 'Parameters'
        : 'ItemSelector';
  if (type !== 'Map') return phrase`What it hands to its branches leaves it out.`;
  if (has(definition, selector)) return phrase`Its ${selector} leaves it out of what each iteration gets.`;
  return queryLanguage === 'JSONata'
    ? phrase`Each iteration gets its item alone: an ItemSelector can add {% ${path} %}.`
    : phrase`Each iteration gets its item alone: an ItemSelector such as {"given.$": ${JSON.stringify(path)}, "item.$": "$$.Map.Item.Value"} gives both.`;
}

function has(definition: JsonObject, ...names: readonly string[]): boolean {
  return names.some((name) => definition[name] !== undefined);
}
