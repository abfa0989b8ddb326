import { jsonataParts } from '../../facts/jsonataParts';
import type { Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import { isQueryProblem, parseIntrinsic } from '../../query';
import type { Explain, Failure } from '../explanation';
import { knownPlace } from '../jsonataPlaces';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';
import { shownValue } from '../values';

const OF_PATHS =
  /^There was an error while evaluating the intrinsic function: (States\.StringToJson\([\s\S]+?\))\. Cannot convert String to Json/;
const OF_JSONATA =
  /^The JSONata expression '([\s\S]+)' specified for the field '[^']*' threw an error during evaluation\. D3137: Invalid JSON$/;

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
  const cause = bareCause(failure.cause);
  const call = OF_PATHS.exec(cause)?.[1];
  if (call !== undefined) {
    const parsed = parseIntrinsic(call);
    const [argument] = isQueryProblem(parsed) ? [] : parsed.args;
    if (argument?.kind !== 'path') return undefined;
    const { text } = argument.path;
    return { written: text, value: valueAtPath(text, failure) };
  }
  const expression = OF_JSONATA.exec(cause)?.[1];
  const calls = expression === undefined ? [] : jsonataParts(expression).calls.filter(({ name }) => name === 'parse');
  const place = calls.length === 1 ? calls[0]!.args[0] : undefined;
  return place && knownPlace(place, failure);
}
