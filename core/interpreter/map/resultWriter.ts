/**
 * ResultWriter: what becomes of the results of child executions. Source: "ResultWriter (Map)" in the Step
 * Functions guide; the output of the state is recorded.
 */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import { jsonText } from '../../query';
import { compileJsonataFields } from '../fields/jsonataFields';
import { compileJsonPathFields } from '../fields/jsonPathFields';
import type { ExecutionResult } from '../historyEvent';
import { JsonData } from '../jsonData';
import type { Line } from '../line';
import { StateFailure } from '../stateFailure';

export interface ChildExecution {
  readonly index: number;
  readonly input: Json;
  readonly result: ExecutionResult;
  readonly executionArn: string;
}

export interface MapRunResults {
  readonly arn: string;
  readonly id: string;
  readonly children: readonly ChildExecution[];
}

type Writer = (line: Line, input: Json, results: MapRunResults) => Promise<JsonData>;

/** Without a ResultWriter the outputs themselves are the Map's result. */
export function compileResultWriter(state: State): Writer {
  const { ResultWriter: definition } = state.definition;
  if (!isJsonObject(definition)) return (_line, _input, { children }) => Promise.resolve(outputs(children));
  const jsonata = state.queryLanguage === 'JSONata';
  const fields = jsonata ? compileJsonataFields(definition, 'ResultWriter/') : compileJsonPathFields(definition);
  const config = isJsonObject(definition.WriterConfig) ? definition.WriterConfig : {};
  const exports = definition.Parameters !== undefined || definition.Arguments !== undefined;
  return async (line, input, results) => {
    const rows = results.children.map((child) => TRANSFORMATIONS[transformationOf(config, exports)](child));
    if (!exports) return new JsonData(config.Transformation === 'FLATTEN' ? rows.flat() : rows);
    const target = await fields.arguments(line, new JsonData(input));
    return writeFiles(line, state, isJsonObject(target.value) ? target.value : {}, results, rows, config);
  };
}

function outputs(children: readonly ChildExecution[]): JsonData {
  const succeeded = children.filter((child) => child.result.status === 'SUCCEEDED');
  return new JsonData(succeeded.map((child) => outputOf(child)));
}

type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';

function transformationOf(config: JsonObject, exports: boolean): Transformation {
  const { Transformation: wanted } = config;
  if (wanted === 'COMPACT' || wanted === 'FLATTEN') return wanted;
  return exports || wanted === 'NONE' ? 'NONE' : 'COMPACT';
}

/** What is written of one child. */
const TRANSFORMATIONS: Record<Transformation, (child: ChildExecution) => Json> = {
  NONE: (child) => ({
    ExecutionArn: child.executionArn,
    Input: jsonText(child.input),
    InputDetails: { Included: true },
    Name: child.executionArn.slice(child.executionArn.lastIndexOf(':') + 1),
    ...(child.result.output !== undefined && { Output: child.result.output, OutputDetails: { Included: true } }),
    ...(child.result.error !== undefined && { Error: child.result.error }),
    ...(child.result.cause !== undefined && { Cause: child.result.cause }),
    Status: child.result.status,
  }),
  COMPACT: outputOf,
  FLATTEN: outputOf,
};

function outputOf(child: ChildExecution): Json {
  return child.result.output === undefined ? null : (JSON.parse(child.result.output) as Json);
}

async function writeFiles(
  line: Line,
  state: State,
  target: JsonObject,
  results: MapRunResults,
  rows: readonly Json[],
  config: JsonObject,
): Promise<JsonData> {
  const bucket = String(target.Bucket ?? '');
  const prefix =
    typeof target.Prefix === 'string' && target.Prefix !== '' ? `${target.Prefix.replace(/\/$/, '')}/` : '';
  const folder = `${prefix}${results.id}/`;
  const lines = config.OutputType === 'JSONL';
  const resultFiles: JsonObject = {};
  const files: { key: string; body: string }[] = [];
  for (const [name, wanted] of [
    ['FAILED', (status: string) => status === 'FAILED'],
    ['PENDING', (status: string) => status === 'ABORTED'],
    ['SUCCEEDED', (status: string) => status === 'SUCCEEDED'],
  ] as const) {
    const chosen = rows.filter((_row, index) => wanted(results.children[index]?.result.status ?? ''));
    resultFiles[name] = [];
    if (chosen.length === 0) continue;
    const values = config.Transformation === 'FLATTEN' ? chosen.flat() : chosen;
    const body = lines ? values.map(jsonText).join('\n') : jsonText(values);
    const key = `${folder}${name}_0.${lines ? 'jsonl' : 'json'}`;
    resultFiles[name] = [{ Key: key, Size: new TextEncoder().encode(body).length }];
    files.push({ key, body });
  }
  const manifestKey = `${folder}manifest.json`;
  const manifest = { DestinationBucket: bucket, MapRunArn: results.arn, ResultFiles: resultFiles };
  files.push({ key: manifestKey, body: jsonText(manifest) });
  const { host } = line.execution;
  const outcome = await line.waitFor(async (signal) => host.writeResults?.({ state, bucket, files }, signal));
  if (outcome?.type === 'failure') {
    throw new StateFailure({ error: outcome.error ?? 'States.ResultWriterFailed', cause: outcome.cause ?? '' });
  }
  return new JsonData({ MapRunArn: results.arn, ResultWriterDetails: { Bucket: bucket, Key: manifestKey } });
}
