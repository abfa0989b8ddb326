import { phrase } from '../l10n/phrase';
import { hasPlaceholder } from '../syntax/tree';
import { textOf, propertyOf } from '../syntax/value';
import { STATE_TYPES } from '../model/machine';
import { jsonataSource } from '../query';
import { nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';

/**
 * Some fields take one of a few words, spelled exactly: Type, QueryLanguage, JitterStrategy, Mode, InputType and
 * others. AWS refuses any other.
 *
 * Source: States Language; the words are those of the catalogue.
 */
export const fieldValue: Rule = {
  code: 'field-value',
  severity: 'error',
  check({ machine, fields }, report) {
    const checkWord = (name: string, values: readonly string[], node: Parameters<typeof report>[0], text: string) => {
      if (values.includes(text) || hasPlaceholder(text)) return;
      const suggestion = nearestName(text, values);
      const words = values.map((value) => `"${value}"`).join(', ');
      const advice = suggestion && values.length > 1 ? suggestionText(suggestion) : '';
      report(
        node,
        phrase`"${name}" must be ${values.length > 1 ? phrase`one of ` : ''}${words}, not "${text}".${advice}`,
        {
          data: { suggestion, values },
        },
      );
    };
    for (const state of machine.states) {
      const type = state.type ? undefined : propertyOf(state.node, 'Type')?.value;
      if (type?.kind === 'string') checkWord('Type', STATE_TYPES, type, textOf(state.node, 'Type') ?? '');
    }
    for (const { spec, value, object } of fields) {
      // Resources have words of their own per partition; the rules of Tasks and Maps read them.
      if (!spec.values || value.kind !== 'string' || spec.value === 'resource') continue;
      if (spec.jsonata && object.queryLanguage === 'JSONata' && jsonataSource(value.value)) continue;
      checkWord(spec.name, spec.values, value, value.value);
    }
  },
};
