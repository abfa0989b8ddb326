/** Choice: goes where the first rule that holds points, else to Default. */
import { isJsonObject, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import { isPromise, type MaybePromise } from '../../query';
import { compileCondition } from '../choice/choiceRule';
import { compileStateFields, type Closing } from '../fields';
import { compileJsonataClosing, compileJsonataField } from '../fields/jsonataFields';
import { compileJsonPathAssign } from '../fields/jsonPathFields';
import type { JsonData } from '../jsonData';
import type { Line } from '../line';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure } from '../stateFailure';
import type { Completion, StateCompiler } from '../step';
import { unexpectedType } from '../unexpectedType';

interface Rule {
  readonly index: number;
  readonly next: string;
  holds(line: Line, input: JsonData): MaybePromise<boolean>;
  close(line: Line, input: JsonData): MaybePromise<Closing>;
}

export const compileChoice: StateCompiler = (state) => {
  const rules = ruleDefinitions(state).map((rule, index) => RULE_COMPILERS[state.queryLanguage](state, rule, index));
  const fields = compileStateFields(state);
  const otherwise = state.definition.Default;

  return {
    run: (line) => {
      const input = fields.input(line);
      for (let index = 0; index < rules.length; index++) {
        const rule = rules[index]!;
        const holds = rule.holds(line, input);
        if (isPromise(holds)) return runFrom(index, holds, line, input);
        if (holds) return goBy(rule, line, input);
      }
      return goOtherwise(line, input);
    },
  };

  /** The same with a promise on the way. */
  async function runFrom(from: number, pending: Promise<boolean>, line: Line, input: JsonData): Promise<Completion> {
    for (let index = from; index < rules.length; index++) {
      const rule = rules[index]!;
      if (await (index === from ? pending : rule.holds(line, input))) return goBy(rule, line, input);
    }
    return goOtherwise(line, input);
  }

  function goOtherwise(line: Line, input: JsonData): MaybePromise<Completion> {
    if (typeof otherwise !== 'string') {
      throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
    }
    const closing = fields.close(line, input, undefined);
    return andThen(closing, ({ output, assigned }) => ({
      output,
      assigned,
      transition: 'default',
      index: 0,
      next: otherwise,
    }));
  }
};

function goBy(rule: Rule, line: Line, input: JsonData): MaybePromise<Completion> {
  const closing = rule.close(line, input);
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
      holds: (line, input) => condition(line, input.value),
      close: (line, input) => {
        if (!assign) return outputFields.close(line, input, undefined);
        return andThen(outputFields.close(line, input, undefined), ({ output }) => ({
          output,
          assigned: assign(line, input.value) as JsonObject,
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
      holds: (line, input) =>
        andThen(condition?.(line, input.value), (value) => {
          if (typeof value === 'boolean') return value;
          throw evaluationFailure(unexpectedType(String(rule.Condition), field, 'boolean', value ?? null), field);
        }),
      close: (line, input) => close(line, input, input),
    };
  },
};

function nextOf(rule: JsonObject): string {
  return typeof rule.Next === 'string' ? rule.Next : '';
}
