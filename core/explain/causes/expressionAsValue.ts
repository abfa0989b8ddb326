import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

/** The first text that is an expression of JSONata, where nobody evaluates it. */
function expressionIn(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return /^\{%[\s\S]*%\}$/.test(value) ? value : undefined;
  if (Array.isArray(value)) return value.map(expressionIn).find((each) => each !== undefined);
  return isJsonObject(value)
    ? Object.values(value)
        .map(expressionIn)
        .find((each) => each !== undefined)
    : undefined;
}

/** `{% … %}` in a state of JSONPath: the task is asked with the text of it. */
export const expressionAsValue: Explain = ({ state, asked }) => {
  if (state?.type !== 'Task' || state.queryLanguage !== 'JSONPath') return undefined;
  const written = expressionIn(state.definition['Parameters']);
  if (written === undefined || expressionIn(asked()) === undefined) return undefined;
  return {
    sentence: phrase`The task was given the text ${JSON.stringify(written)}: {% … %} is evaluated in states of JSONata alone ("QueryLanguage": "JSONata", with Arguments instead of Parameters).`,
  };
};
