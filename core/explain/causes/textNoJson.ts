import type { Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import { isQueryProblem, parseIntrinsic } from '../../query';
import type { Explain, Failure } from '../explanation';
import { thrownIn } from '../jsonataFault';
import { argumentOf, knownPlace } from '../jsonataPlaces';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';
import { shownValue } from '../values';

const OF_PATHS =
  /^There was an error while evaluating the intrinsic function: (States\.StringToJson\([\s\S]+?\))\. Cannot convert String to Json/;
const OF_JSONATA = /^D3137: Invalid JSON$/;

/** A text that is read as JSON and is none. */
export const textNoJson: Explain = (failure) => {
  const { written, value } = readText(failure) ?? {};
  if (written === undefined || typeof value !== 'string') return undefined;
  const what = phrase`${written} is ${shownValue(value)}, which is not JSON.`;
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(value))
    return {
      sentence: phrase`${what} It is a page or XML: what was asked has answered with something else than data.`,
    };
  if (/^[\w.%-]+=[^&=]*(?:&[\w.%-]+=[^&=]*)*$/.test(value))
    return { sentence: phrase`${what} It is in the form of a query: name=value, joined by &.` };
  return { sentence: what };
};

function readText(failure: Failure): { readonly written?: string; readonly value?: Json } | undefined {
  const call = OF_PATHS.exec(bareCause(failure.cause))?.[1];
  if (call !== undefined) {
    const parsed = parseIntrinsic(call);
    const [argument] = isQueryProblem(parsed) ? [] : parsed.args;
    if (argument?.kind !== 'path') return undefined;
    const { text } = argument.path;
    return { written: text, value: valueAtPath(text, failure) };
  }
  const [expression] = thrownIn(failure, OF_JSONATA) ?? [];
  const place = expression === undefined ? undefined : argumentOf(expression, 'parse');
  return place && knownPlace(place, failure);
}
