import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import { comparisonsOf, foundNoRule, restOf } from '../choiceRules';
import type { Explain } from '../explanation';
import { shownValue } from '../values';

/** Types of DynamoDB's attributes, each with how its value is written. */
const TYPES: { readonly [letter: string]: (value: Json) => boolean } = {
  S: (value) => typeof value === 'string',
  N: (value) => typeof value === 'string',
  BOOL: (value) => typeof value === 'boolean',
};

/** `$.Item.age` where the value is `$.Item.age.N`: DynamoDB's attributes say their type. */
export const choiceAttribute: Explain = (failure) => {
  if (!foundNoRule(failure)) return undefined;
  for (const { variable, operator, value } of comparisonsOf(failure)) {
    if (!isJsonObject(value)) continue;
    const [[letter, inside] = [], ...more] = Object.entries(value);
    if (letter === undefined || more.length > 0 || !Object.hasOwn(TYPES, letter) || !TYPES[letter]!(inside!)) continue;
    const right = `${variable}.${letter}`;
    const what = phrase`${variable} is an attribute as DynamoDB writes it, with its type: ${right} is ${shownValue(inside!)}.`;
    return {
      sentence:
        letter === 'N' && operator.startsWith('Numeric')
          ? phrase`${what} A Pass state before, with States.StringToJson(${right}), makes it a number. ${restOf(failure)}`
          : phrase`${what} ${restOf(failure)}`,
    };
  }
  return undefined;
};
