/** Arguments, Output and Assign of JSONata states. */
import type { Json, JsonObject } from '../../json';
import { compileJsonataTemplate, type JsonataScope, type MaybePromise } from '../../query';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { queryFailure, runtimeFailure } from '../stateFailure';
import { assignments, type Closing, type ScalarField, type StateFields } from './stateFields';

/** Evaluates a field with what `$states` holds beside input and context. */
export type JsonataReader = (strand: Strand, input: Json, more?: JsonObject) => MaybePromise<Json>;

/** `place` stands before the fields in causes, where `definition` is a part of a state: `ItemReader/`. */
export function compileJsonataFields(definition: JsonObject, place = ''): StateFields {
  const argumentsField = compileJsonataField(definition.Arguments, `${place}Arguments`);
  const close = compileJsonataClosing(definition, place);
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
    template: (name) => compileJsonataField(definition[name], `${place}${name}`),
    close(strand, input, result) {
      if (result) strand.stage('result', result.value);
      return close(strand, input, result ?? input, result && { result: result.value });
    },
    scalar: (name) => compileScalar(definition, name, place),
  };
}

/** A catcher: `$states.errorOutput` is the error, and the output where there is no Output. */
export function compileJsonataCatcher(
  definition: JsonObject,
  index: number,
): (strand: Strand, errorOutput: JsonObject) => MaybePromise<Closing> {
  const close = compileJsonataClosing(definition, `Catch[${index}]/`);
  return (strand, errorOutput) => close(strand, strand.data, new JsonData(errorOutput), { errorOutput });
}

/** Output and Assign of a state, choice rule or catcher. `place` stands before the field in causes: `Choices[0]/`. */
export function compileJsonataClosing(
  definition: JsonObject,
  place = '',
): (strand: Strand, input: JsonData, plain: JsonData, more?: JsonObject) => MaybePromise<Closing> {
  const output = compileJsonataField(definition.Output, `${place}Output`);
  const assign = compileJsonataField(assignments(definition), `${place}Assign`);
  return (strand, input, plain, more) => {
    const assigned = assign?.(strand, input.value, more);
    return andThen(assigned, (variables) => {
      const value = output ? andThen(output(strand, input.value, more), (json) => new JsonData(json)) : plain;
      return andThen(value, (data): Closing =>
        variables === undefined ? { output: data } : { output: data, assigned: variables as JsonObject },
      );
    });
  };
}

/** Any field that may hold `{% … %}`. Undefined where the field is missing. */
export function compileJsonataField(template: Json | undefined, name: string): JsonataReader | undefined {
  if (template === undefined) return undefined;
  const compiled = compileJsonataTemplate(template);
  const problem = compiled.problems[0];
  if (problem) {
    return () => {
      throw runtimeFailure(problem.problem.message);
    };
  }
  if (compiled.constant) return () => template;
  return (strand, input, more) =>
    andThen(compiled.evaluate(jsonataScope(strand, input, more), name), (result) => {
      if (!result.ok) throw queryFailure(result);
      return result.value;
    });
}

function jsonataScope(strand: Strand, input: Json, more: JsonObject | undefined): JsonataScope {
  const { execution } = strand;
  return {
    states: { input, context: strand.context, ...more },
    variables: strand.variables,
    random: execution.random,
    uuid: execution.uuid,
    now: () => execution.host.now(),
    giveWay: execution.host.giveWay && (() => execution.host.giveWay!()),
  };
}

function compileScalar(definition: JsonObject, field: string, place: string): ScalarField | undefined {
  const name = `${place}${field}`;
  const template = definition[field];
  const read = compileJsonataField(template, name);
  return (
    read && { name, ...(typeof template === 'string' && { template }), read: (strand, input) => read(strand, input) }
  );
}
