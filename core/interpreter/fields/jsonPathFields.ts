/** InputPath, Parameters, ResultSelector, ResultPath, OutputPath and Assign of JSONPath states. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { compileTemplate, isQueryProblem, type CompiledTemplate, parseReferencePath, setAtPath } from '../../query';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { queryFailure, runtimeFailure } from '../stateFailure';
import { isWholeDocument, plainPathReader } from './pathReader';
import { assignments, type Closing, type ScalarField, type StateFields } from './stateFields';

type Reader = (strand: Strand, input: Json) => Json;
type DataFilter = (strand: Strand, data: JsonData) => JsonData;

export function compileJsonPathFields(definition: JsonObject): StateFields {
  const inputPath = compileFilter(definition.InputPath);
  const parameters = compileData(definition.Parameters);
  const resultSelector = compileData(definition.ResultSelector);
  const resultPath = compileResultPath(definition.ResultPath);
  const outputPath = compileFilter(definition.OutputPath);
  const assign = compileTemplateField(assignments(definition));
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
      const data = parameters ? parameters(strand, input.value) : input;
      strand.stage('afterParameters', data.value);
      return data;
    },
    template: (name) => compileTemplateField(definition[name]),
    close(strand, input, result): Closing {
      if (isPlain && !strand.stages) return { output: result ?? input };
      if (!result) return closing(strand, input, input);
      strand.stage('result', result.value);
      const selected = resultSelector ? resultSelector(strand, result.value) : result;
      strand.stage('afterResultSelector', selected.value);
      const combined = resultPath(strand.data, selected);
      strand.stage('afterResultPath', combined.value);
      return closing(strand, combined, selected);
    },
    scalar: (name) => compileScalar(definition, name),
  };

  /** Assign reads the result after ResultSelector, not what ResultPath makes of it (recorded). */
  function closing(strand: Strand, output: JsonData, assignInput: JsonData): Closing {
    const filtered = outputPath(strand, output);
    if (!assign) return { output: filtered };
    return { output: filtered, assigned: assign(strand, assignInput.value) as JsonObject };
  }
}

/** A catcher: its ResultPath puts the error output into the state's raw input; OutputPath does not apply (recorded). */
export function compileJsonPathCatcher(definition: JsonObject): (strand: Strand, errorOutput: JsonObject) => Closing {
  const resultPath = compileResultPath(definition.ResultPath);
  const assign = compileTemplateField(assignments(definition));
  return (strand, errorOutput) => {
    const output = resultPath(strand.data, new JsonData(errorOutput));
    if (!assign) return { output };
    return { output, assigned: assign(strand, errorOutput) as JsonObject };
  };
}

/** A choice rule's own Assign. */
export function compileJsonPathAssign(definition: JsonObject): Reader | undefined {
  return compileTemplateField(assignments(definition));
}

/** A template as data. One without expressions is the same data each time, written once. */
function compileData(template: Json | undefined): ((strand: Strand, input: Json) => JsonData) | undefined {
  if (template === undefined) return undefined;
  const compiled = compileTemplate(template);
  if (compiled.constant) {
    const data = new JsonData(template);
    return () => data;
  }
  const read = readerOf(compiled);
  return (strand, input) => new JsonData(read(strand, input));
}

export function compileTemplateField(template: Json | undefined): Reader | undefined {
  return template === undefined ? undefined : readerOf(compileTemplate(template));
}

function readerOf(compiled: CompiledTemplate): Reader {
  return (strand, input) => {
    const result = compiled.evaluate(strand.scope(input));
    if (!result.ok) throw queryFailure(result);
    return result.value;
  };
}

/** InputPath or OutputPath: `null` gives an empty object, no field or `$` the data as they are. */
function compileFilter(path: Json | undefined): DataFilter {
  if (path === null) return () => new JsonData({});
  if (typeof path !== 'string' || isWholeDocument(path)) return (_line, data) => data;
  const read = plainPathReader(path);
  return (strand, data) => new JsonData(read(strand, data.value));
}

function compileResultPath(path: Json | undefined): (raw: JsonData, result: JsonData) => JsonData {
  if (path === null) return (raw) => raw;
  if (typeof path !== 'string' || isWholeDocument(path)) return (_raw, result) => result;
  const reference = parseReferencePath(path);
  return (raw, result) => {
    if (isQueryProblem(reference)) throw runtimeFailure(`Invalid path '${path}' : ${reference.message}`);
    const combined = setAtPath(raw.value, reference, result.value);
    if (!combined.ok) throw queryFailure(combined);
    return new JsonData(combined.value);
  };
}

function compileScalar(definition: JsonObject, name: string): ScalarField | undefined {
  const path = definition[`${name}Path`];
  if (typeof path === 'string') return { name: `${name}Path`, path, read: plainPathReader(path) };
  const value = definition[name];
  return value === undefined ? undefined : { name, read: () => value };
}

/** An object field of a state, empty where it is missing or something else. */
export function objectField(definition: JsonObject, name: string): JsonObject {
  const value = definition[name];
  return isJsonObject(value) ? value : {};
}
