/** Choice: goes where the first rule that holds points, else to Default. */
import { isJsonObject, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import { isPromise, type MaybePromise } from '../../query';
import { compileCondition } from '../choice/choiceRule';
import { compileStateFields, type Closing } from '../fields';
import { compileJsonataClosing, compileJsonataField } from '../fields/jsonataFields';
import { compileJsonPathAssign } from '../fields/jsonPathFields';
import type { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure } from '../stateFailure';
import type { Completion, StateCompiler } from '../step';
import { unexpectedType } from '../unexpectedType';

interface Rule {
  readonly index: number;
  readonly next: string;
  holds(strand: Strand, input: JsonData): MaybePromise<boolean>;
  close(strand: Strand, input: JsonData): MaybePromise<Closing>;
}

export const compileChoice: StateCompiler = (state) => {
  const rules = ruleDefinitions(state).map((rule, index) => RULE_COMPILERS[state.queryLanguage](state, rule, index));
  const fields = compileStateFields(state);
  const otherwise = state.definition.Default;

  return {
    run: (strand) => {
      const input = fields.input(strand);
      for (let index = 0; index < rules.length; index++) {
        const rule = rules[index]!;
        const holds = rule.holds(strand, input);
        if (isPromise(holds)) return runFrom(index, holds, strand, input);
        if (holds) return goBy(rule, strand, input);
      }
      return goOtherwise(strand, input);
    },
  };

  /** The same with a promise on the way. */
  async function runFrom(
    from: number,
    pending: Promise<boolean>,
    strand: Strand,
    input: JsonData,
  ): Promise<Completion> {
    for (let index = from; index < rules.length; index++) {
      const rule = rules[index]!;
      if (await (index === from ? pending : rule.holds(strand, input))) return goBy(rule, strand, input);
    }
    return goOtherwise(strand, input);
  }

  function goOtherwise(strand: Strand, input: JsonData): MaybePromise<Completion> {
    if (typeof otherwise !== 'string') {
      throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
    }
    const closing = fields.close(strand, input, undefined);
    return andThen(closing, ({ output, assigned }) => ({
      output,
      assigned,
      transition: 'default',
      index: 0,
      next: otherwise,
    }));
  }
};

function goBy(rule: Rule, strand: Strand, input: JsonData): MaybePromise<Completion> {
  const closing = rule.close(strand, input);
  return isPromise(closing) ? closing.then((value) => byRule(rule, value)) : byRule(rule, closing);
}

function byRule({ index, next }: Rule, { output, assigned }: Closing): Completion {
  return { output, assigned, transition: 'choice', index, next };
}

function ruleDefinitions(state: State): readonly JsonObject[] {
  const { Choices: choices } = state.definition;
  return Array.isArray(choices) ? choices.filter(isJsonObject) : [];
}

type RuleCompiler = (state: State, rule: JsonObject, index: number) => Rule;

const RULE_COMPILERS: Record<State['queryLanguage'], RuleCompiler> = {
  JSONPath(state, rule, index) {
    const condition = compileCondition(rule);
    const { Assign: _assign, ...withoutAssign } = state.definition;
    const outputFields = compileStateFields({ ...state, definition: withoutAssign });
    const assign = compileJsonPathAssign(rule);
    return {
      index,
      next: nextOf(rule),
      holds: (strand, input) => condition(strand, input.value),
      close: (strand, input) => {
        if (!assign) return outputFields.close(strand, input, undefined);
        return andThen(outputFields.close(strand, input, undefined), ({ output }) => ({
          output,
          assigned: assign(strand, input.value) as JsonObject,
        }));
      },
    };
  },
  JSONata(_state, rule, index) {
    const field = `Choices[${index}]/Condition`;
    const condition = compileJsonataField(rule.Condition ?? false, field);
    const close = compileJsonataClosing(rule, `Choices[${index}]/`);
    return {
      index,
      next: nextOf(rule),
      holds: (strand, input) =>
        andThen(condition?.(strand, input.value), (value) => {
          if (typeof value === 'boolean') return value;
          throw evaluationFailure(unexpectedType(String(rule.Condition), field, 'boolean', value ?? null), field);
        }),
      close: (strand, input) => close(strand, input, input),
    };
  },
};

function nextOf(rule: JsonObject): string {
  return typeof rule.Next === 'string' ? rule.Next : '';
}
