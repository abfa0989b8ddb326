/** InputPath, Parameters, ResultSelector, ResultPath, OutputPath and Assign of JSONPath states. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import {
  compileTemplate,
  compileTemplateInParts,
  compileTemplateText,
  isQueryProblem,
  parsePath,
  parseReferencePath,
  setAtPath,
  type CompiledTemplate,
  type Evaluated,
  type MaybePromise,
} from '../../query';
import { JsonData } from '../jsonData';
import { andThen, andThenWith } from '../maybePromise';
import type { StatePart } from '../statePart';
import type { Strand } from '../strand';
import { queryFailure, runtimeFailure } from '../stateFailure';
import { isWholeDocument, plainPathReader } from './pathReader';
import { readInParts, type ExpressionPart } from './readInParts';
import { assignments, type Closing, type ScalarField, type StateFields } from './stateFields';

type Reader = (strand: Strand, input: Json) => MaybePromise<Json>;
type DataFilter = (strand: Strand, data: JsonData) => JsonData;
type DataReader = (strand: Strand, data: JsonData) => MaybePromise<JsonData>;

export function compileJsonPathFields(definition: JsonObject, part: StatePart): StateFields {
  // Only under the eyes of a debugger is a field ever waited for; no other run asks whether it is.
  const { isWatched } = part;
  const inputPath = compileFilter(definition.InputPath);
  const parameters = compileData(definition.Parameters, part.at('Parameters'));
  const resultSelector = compileData(definition.ResultSelector, part.at('ResultSelector'));
  const resultPath = compileResultPath(definition.ResultPath, part.at('ResultPath'));
  const outputPath = announcedFilter(definition.OutputPath, part.at('OutputPath'));
  const assign = compileTemplateField(assignments(definition), part.at('Assign'));
  const isPlain = (['InputPath', 'ResultSelector', 'ResultPath', 'OutputPath', 'Assign'] as const).every(
    (name) => definition[name] === undefined,
  );

  return {
    isPlain,
    input(strand) {
      if (isPlain && !strand.stages) return strand.data;
      const input = inputPath(strand, strand.data);
      strand.stage('afterInputPath', input.value);
      return input;
    },
    arguments(strand, input) {
      const data = parameters ? parameters(strand, input) : input;
      return isWatched ? andThenWith(data, strand, afterParameters) : afterParameters(strand, data as JsonData);
    },
    template: (name) => compileTemplateField(definition[name], part.at(name)),
    close(strand, input, result): MaybePromise<Closing> {
      if (isPlain && !strand.stages) return { output: result ?? input };
      if (!result) return closing(strand, input, input);
      strand.stage('result', result.value);
      const selected = resultSelector ? resultSelector(strand, result) : result;
      return isWatched ? andThenWith(selected, strand, combine) : combine(strand, selected as JsonData);
    },
    scalar: (name) => compileScalar(definition, name, part),
  };

  function combine(strand: Strand, selected: JsonData): MaybePromise<Closing> {
    strand.stage('afterResultSelector', selected.value);
    const combined = resultPath(strand, selected);
    if (isWatched) return andThen(combined, (data) => combinedWith(strand, data, selected));
    return combinedWith(strand, combined as JsonData, selected);
  }

  function combinedWith(strand: Strand, combined: JsonData, selected: JsonData): MaybePromise<Closing> {
    strand.stage('afterResultPath', combined.value);
    return closing(strand, combined, selected);
  }

  /** Assign reads the result after ResultSelector, not what ResultPath makes of it (recorded). */
  function closing(strand: Strand, output: JsonData, assignInput: JsonData): MaybePromise<Closing> {
    const filtered = outputPath(strand, output);
    if (isWatched) return andThen(filtered, (data) => assigning(strand, data, assignInput));
    return assigning(strand, filtered as JsonData, assignInput);
  }

  function assigning(strand: Strand, output: JsonData, assignInput: JsonData): MaybePromise<Closing> {
    return assign ? withAssigned(output, assign(strand, assignInput.value)) : { output };
  }
}

function afterParameters(strand: Strand, data: JsonData): JsonData {
  strand.stage('afterParameters', data.value);
  return data;
}

function withAssigned(output: JsonData, assigned: MaybePromise<Json>): MaybePromise<Closing> {
  return andThen(assigned, (variables): Closing => ({ output, assigned: variables as JsonObject }));
}

/** A catcher: its ResultPath puts the error output into the state's raw input; OutputPath does not apply (recorded). */
export function compileJsonPathCatcher(
  definition: JsonObject,
  part: StatePart,
): (strand: Strand, errorOutput: JsonObject) => MaybePromise<Closing> {
  const resultPath = compileResultPath(definition.ResultPath, part.at('ResultPath'));
  const assign = compileTemplateField(assignments(definition), part.at('Assign'));
  return (strand, errorOutput) =>
    andThen(resultPath(strand, new JsonData(errorOutput)), (output) =>
      assign ? withAssigned(output, assign(strand, errorOutput)) : { output },
    );
}

/** A choice rule's own Assign. */
export function compileJsonPathAssign(definition: JsonObject, part: StatePart): Reader | undefined {
  return compileTemplateField(assignments(definition), part.at('Assign'));
}

/** A template as data. One without expressions is the same data each time, written once. */
function compileData(template: Json | undefined, part: StatePart): DataReader | undefined {
  if (template === undefined) return undefined;
  const compiled = compileTemplate(template);
  if (compiled.constant) {
    const data = new JsonData(template);
    return part.announced(() => data, true);
  }
  if (!part.isWatched) {
    const read = readerOf(compiled);
    const write = compileTemplateText(template);
    if (!write) return (strand, input) => new JsonData(read(strand, input.value));
    return (strand, input) => {
      const value = read(strand, input.value);
      return JsonData.written(value, write(value, input.compact));
    };
  }
  const read = compileTemplateField(template, part)!;
  return (strand, input) => andThen(read(strand, input.value), (value) => new JsonData(value));
}

export function compileTemplateField(template: Json | undefined, part: StatePart): Reader | undefined {
  if (template === undefined) return undefined;
  const compiled = compileTemplate(template);
  const read = readerOf(compiled);
  if (!part.isWatched) return read;
  const { expressions, assemble } = compileTemplateInParts(template);
  const parts = expressions.map(({ path, evaluate }): ExpressionPart => ({
    at: part.at(...path),
    read: (strand, input) => valueIn(evaluate(strand.scope(input))),
  }));
  return part.announced(readInParts(parts, assemble, read), compiled.constant);
}

function readerOf(compiled: CompiledTemplate): (strand: Strand, input: Json) => Json {
  return (strand, input) => valueIn(compiled.evaluate(strand.scope(input)));
}

function valueIn(result: Evaluated): Json {
  if (!result.ok) throw queryFailure(result);
  return result.value;
}

function announcedFilter(path: Json | undefined, part: StatePart): DataReader {
  const filter = compileFilter(path);
  return path === undefined ? filter : part.announced(filter);
}

/** InputPath or OutputPath: `null` gives an empty object, no field or `$` the data as they are. */
function compileFilter(path: Json | undefined): DataFilter {
  if (path === null) return () => new JsonData({});
  if (typeof path !== 'string' || isWholeDocument(path)) return (_line, data) => data;
  const read = plainPathReader(path);
  const name = memberName(path);
  if (name !== undefined) return (strand, data) => data.member(name, read(strand, data.value));
  return (strand, data) => new JsonData(read(strand, data.value));
}

/** The name in `$.name`. */
function memberName(path: string): string | undefined {
  const parsed = parsePath(path);
  if (isQueryProblem(parsed) || parsed.root.kind !== 'input' || parsed.steps.length !== 1) return undefined;
  const [step] = parsed.steps;
  return step?.kind === 'property' && step.names.length === 1 ? step.names[0] : undefined;
}

/** Puts a result into the raw input of the strand's state. */
function compileResultPath(path: Json | undefined, part: StatePart): DataReader {
  if (path === undefined) return (_strand, result) => result;
  return part.announced(placeAt(path));
}

function placeAt(path: Json): DataReader {
  if (path === null) return (strand) => strand.data;
  if (typeof path !== 'string' || isWholeDocument(path)) return (_strand, result) => result;
  const reference = parseReferencePath(path);
  return (strand, result) => {
    if (isQueryProblem(reference)) throw runtimeFailure(`Invalid path '${path}' : ${reference.message}`);
    const combined = setAtPath(strand.data.value, reference, result.value);
    if (!combined.ok) throw queryFailure(combined);
    return new JsonData(combined.value);
  };
}

function compileScalar(definition: JsonObject, name: string, part: StatePart): ScalarField | undefined {
  const path = definition[`${name}Path`];
  if (typeof path === 'string') {
    const read = part.at(`${name}Path`).announced(plainPathReader(path));
    return { name: `${name}Path`, path, read };
  }
  const value = definition[name];
  return value === undefined ? undefined : { name, read: part.at(name).announced(() => value, true) };
}

/** An object field of a state, empty where it is missing or something else. */
export function objectField(definition: JsonObject, name: string): JsonObject {
  const value = definition[name];
  return isJsonObject(value) ? value : {};
}
