/** Choice: goes where the first rule that holds points, else to Default. */
import { isJsonObject, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import type { MaybePromise } from '../../query';
import { compileCondition } from '../choice/choiceRule';
import { compileStateFields, type Closing } from '../fields';
import { compileJsonataClosing, compileJsonataField } from '../fields/jsonataFields';
import { compileTemplateField } from '../fields/jsonPathFields';
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
      return andThen(firstHolding(rules, 0, line, input), (rule): MaybePromise<Completion> => {
        if (rule) {
          const { index, next } = rule;
          return andThen(rule.close(line, input), ({ output, assigned }) => ({
            output,
            assigned,
            transition: 'choice',
            index,
            next,
          }));
        }
        if (typeof otherwise !== 'string') {
          throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
        }
        return andThen(fields.close(line, input, undefined), ({ output, assigned }) => ({
          output,
          assigned,
          transition: 'default',
          index: 0,
          next: otherwise,
        }));
      });
    },
  };
};

function ruleDefinitions(state: State): readonly JsonObject[] {
  const { Choices: choices } = state.definition;
  return Array.isArray(choices) ? choices.filter(isJsonObject) : [];
}

function firstHolding(
  rules: readonly Rule[],
  from: number,
  line: Line,
  input: JsonData,
): MaybePromise<Rule | undefined> {
  const rule = rules[from];
  if (!rule) return undefined;
  return andThen(rule.holds(line, input), (holds) => (holds ? rule : firstHolding(rules, from + 1, line, input)));
}

type RuleCompiler = (state: State, rule: JsonObject, index: number) => Rule;

const RULE_COMPILERS: Record<State['queryLanguage'], RuleCompiler> = {
  JSONPath(state, rule, index) {
    const condition = compileCondition(rule);
    const outputFields = compileStateFields({ ...state, definition: { ...state.definition, Assign: {} } });
    const assign = compileTemplateField(rule.Assign);
    return {
      index,
      next: nextOf(rule),
      holds: (line, input) => condition(line, input.value),
      close: (line, input) =>
        andThen(outputFields.close(line, input, undefined), ({ output }) =>
          assign ? { output, assigned: assign(line, input.value) as JsonObject } : { output },
        ),
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
