/** Choice: goes where the first rule that holds points, else to Default. */
import { isJsonObject, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import { isPromise, unexpectedType, type MaybePromise } from '../../query';
import { compileCondition } from '../choice/choiceRule';
import { compileStateFields, type Closing } from '../fields';
import { compileJsonataClosing, compileJsonataField } from '../fields/jsonataFields';
import { compileJsonPathAssign } from '../fields/jsonPathFields';
import type { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure } from '../stateFailure';
import type { StatePart } from '../statePart';
import type { Completion, StateCompiler } from '../step';

interface Rule {
  readonly index: number;
  readonly next: string;
  holds(strand: Strand, input: JsonData): MaybePromise<boolean>;
  close(strand: Strand, input: JsonData): MaybePromise<Closing>;
}

export const compileChoice: StateCompiler = (state, _compileScope, part) => {
  const rules = ruleDefinitions(state).map((rule, index) => compileRule(state, rule, index, part));
  const fields = compileStateFields(state, part);
  const otherwise = state.definition.Default;
  const defaultPart = part.at('Default');
  if (typeof otherwise === 'string') defaultPart.declare();

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
    const waited = defaultPart.reached(strand, input.value);
    const closing = waited
      ? waited.then(() => fields.close(strand, input, undefined))
      : fields.close(strand, input, undefined);
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

function compileRule(state: State, rule: JsonObject, index: number, whole: StatePart): Rule {
  const part = whole.at('Choices', index);
  const next = nextOf(rule);
  const { holds, close } = RULES[state.queryLanguage](state, rule, part, whole);
  return {
    index,
    next,
    holds: part.announced(holds),
    // Where it leads is read once the rule holds.
    close: next === '' ? close : part.at('Next').announced(close),
  };
}

type RuleCompiler = (
  state: State,
  rule: JsonObject,
  part: StatePart,
  whole: StatePart,
) => Pick<Rule, 'holds' | 'close'>;

const RULES: Record<State['queryLanguage'], RuleCompiler> = {
  JSONPath(state, rule, part, whole) {
    const condition = compileCondition(rule, part);
    const { Assign: _assign, ...withoutAssign } = state.definition;
    const outputFields = compileStateFields({ ...state, definition: withoutAssign }, whole);
    const assign = compileJsonPathAssign(rule, part);
    return {
      holds: (strand, input) => condition(strand, input.value),
      close: (strand, input) => {
        if (!assign) return outputFields.close(strand, input, undefined);
        return andThen(outputFields.close(strand, input, undefined), ({ output }) =>
          andThen(assign(strand, input.value), (assigned) => ({ output, assigned: assigned as JsonObject })),
        );
      },
    };
  },
  JSONata(_state, rule, part) {
    const conditionPart = part.at('Condition');
    const field = conditionPart.location;
    const condition = compileJsonataField(rule.Condition ?? false, conditionPart);
    const close = compileJsonataClosing(rule, part);
    return {
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
