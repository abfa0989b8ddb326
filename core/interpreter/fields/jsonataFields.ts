/** Arguments, Output and Assign of JSONata states. */
import type { Json, JsonObject } from '../../json';
import {
  compileJsonataTemplate,
  compileJsonataTemplateInParts,
  type Evaluated,
  type JsonataScope,
  type MaybePromise,
} from '../../query';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import type { StatePart } from '../statePart';
import { queryFailure, runtimeFailure } from '../stateFailure';
import { readInParts, type ExpressionPart } from './readInParts';
import { assignments, type Closing, type ScalarField, type StateFields } from './stateFields';

/** Evaluates a field with what `$states` holds beside input and context. */
export type JsonataReader = (strand: Strand, input: Json, more?: JsonObject) => MaybePromise<Json>;

/** `part` is the state, or where in it `definition` stands: causes name its fields so. */
export function compileJsonataFields(definition: JsonObject, part: StatePart): StateFields {
  const argumentsField = compileJsonataField(definition.Arguments, part.at('Arguments'));
  const close = compileJsonataClosing(definition, part);
  return {
    isPlain: definition.Output === undefined && definition.Assign === undefined,
    input: (strand) => strand.data,
    arguments(strand, input) {
      if (!argumentsField) return input;
      return andThen(argumentsField(strand, input.value), (value) => {
        strand.stage('afterArguments', value);
        return new JsonData(value);
      });
    },
    template: (name) => compileJsonataField(definition[name], part.at(name)),
    close(strand, input, result) {
      if (result) strand.stage('result', result.value);
      return close(strand, input, result ?? input, result && { result: result.value });
    },
    scalar: (name) => compileScalar(definition, name, part),
  };
}

/** A catcher: `$states.errorOutput` is the error, and the output where there is no Output. */
export function compileJsonataCatcher(
  definition: JsonObject,
  part: StatePart,
): (strand: Strand, errorOutput: JsonObject) => MaybePromise<Closing> {
  const close = compileJsonataClosing(definition, part);
  return (strand, errorOutput) => close(strand, strand.data, new JsonData(errorOutput), { errorOutput });
}

/** Output and Assign of a state, choice rule or catcher. */
export function compileJsonataClosing(
  definition: JsonObject,
  part: StatePart,
): (strand: Strand, input: JsonData, plain: JsonData, more?: JsonObject) => MaybePromise<Closing> {
  const output = compileJsonataField(definition.Output, part.at('Output'));
  const assign = compileJsonataField(assignments(definition), part.at('Assign'));
  return (strand, input, plain, more) => {
    const assigned = assign?.(strand, input.value, more);
    return andThen(assigned, (variables) => {
      const value = output
        ? andThen(output(strand, input.value, more), (json) => new JsonData(json))
        : handedOn(plain, more);
      return andThen(value, (data): Closing =>
        variables === undefined ? { output: data } : { output: data, assigned: variables as JsonObject },
      );
    });
  };
}

/** The result itself where there is no Output, as whoever watches has left it. */
function handedOn(result: JsonData, more: JsonObject | undefined): JsonData {
  return more?.result === undefined || more.result === result.value ? result : new JsonData(more.result);
}

/** Any field that may hold `{% … %}`. Undefined where the field is missing. */
export function compileJsonataField(template: Json | undefined, part: StatePart): JsonataReader | undefined {
  if (template === undefined) return undefined;
  const compiled = compileJsonataTemplate(template);
  return part.announced(compileReader(template, compiled, part), compiled.constant);
}

function compileReader(
  template: Json,
  compiled: ReturnType<typeof compileJsonataTemplate>,
  part: StatePart,
): JsonataReader {
  const { location } = part;
  const problem = compiled.problems[0];
  if (problem) {
    return () => {
      throw runtimeFailure(problem.problem.message);
    };
  }
  if (compiled.constant) return () => template;
  const read: JsonataReader = (strand, input, more) =>
    andThen(compiled.evaluate(jsonataScope(strand, input, more), location), valueIn);
  // An expression that is the whole field is announced with it.
  if (!part.isWatched || typeof template === 'string') return read;
  const { expressions, assemble } = compileJsonataTemplateInParts(template);
  const parts = expressions.map(({ path, evaluate }): ExpressionPart => {
    const at = part.at(...path);
    const field = at.location;
    return { at, read: (strand, input, more) => andThen(evaluate(jsonataScope(strand, input, more), field), valueIn) };
  });
  return readInParts(parts, assemble, read);
}

function valueIn(result: Evaluated): Json {
  if (!result.ok) throw queryFailure(result);
  return result.value;
}

function jsonataScope(strand: Strand, input: Json, more: JsonObject | undefined): JsonataScope {
  const { execution } = strand;
  return {
    states: { input, context: strand.context, ...more },
    variables: strand.variables,
    random: execution.random,
    uuid: execution.uuid,
    now: () => execution.host.now(),
    giveWay: execution.host.giveWay && (() => giveWay(strand)),
  };
}

/** A run that ends, or a sibling that fails, ends an evaluation. */
async function giveWay(strand: Strand): Promise<void> {
  await strand.execution.host.giveWay?.();
  strand.mustRun();
}

function compileScalar(definition: JsonObject, field: string, whole: StatePart): ScalarField | undefined {
  const part = whole.at(field);
  const name = part.location;
  const template = definition[field];
  const read = compileJsonataField(template, part);
  return (
    read && { name, ...(typeof template === 'string' && { template }), read: (strand, input) => read(strand, input) }
  );
}
