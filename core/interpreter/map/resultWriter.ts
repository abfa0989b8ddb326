/**
 * ResultWriter: what becomes of the results of child executions. Source: "ResultWriter (Map)"; the output of the
 * state is recorded.
 */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import { jsonText } from '../../jsonText';
import { type MaybePromise } from '../../query';
import { compileJsonataFields } from '../fields/jsonataFields';
import { compileJsonPathFields } from '../fields/jsonPathFields';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { StateFailure } from '../stateFailure';
import type { StatePart } from '../statePart';
import type { EndedChild } from './childExecution';
import type { MapRun } from './mapRun';
import { manifestText, resultFiles, type OutputType, type ResultFile } from './resultFiles';
import { pendingRow, resultRows, type Transformation } from './resultRow';

/** Gathers the results of one Map Run. */
export interface Results {
  /** `items`: how many the child held. */
  ended(index: number, child: EndedChild, items: number): void;
  /** The run failed before this child could start. */
  pending(index: number, input: Json, items: number): void;
  /** Writes what is to be written, also of a run that has failed; gives the state's result. */
  close(): MaybePromise<JsonData>;
}

/** Evaluates the writer's fields; what it gives gathers the results of a run. */
export type ResultWriter = (strand: Strand, input: Json) => MaybePromise<(run: MapRun) => Results>;

/** Without a ResultWriter the outputs of the children that succeeded are the Map's result. */
export function compileResultWriter(state: State, part: StatePart): ResultWriter {
  const { ResultWriter: definition } = state.definition;
  if (!isJsonObject(definition)) return () => () => new Outputs();
  const { WriterConfig: given } = definition;
  const config = isJsonObject(given) ? given : {};
  const jsonata = state.queryLanguage === 'JSONata';
  const fields = jsonata ? compileJsonataFields(definition, part) : compileJsonPathFields(definition, part);
  if (definition.Parameters === undefined && definition.Arguments === undefined) {
    // "WriterConfig - to preview the formatted output, without saving the results to Amazon S3."
    return () => () => new StateResults((child) => resultRows(child, transformationOf(config, 'COMPACT')));
  }
  return (strand, input) =>
    andThen(fields.arguments(strand, new JsonData(input)), ({ value }) => {
      const target = isJsonObject(value) ? value : {};
      return (run) => new FileResults(strand, state, run, target, config);
    });
}

function transformationOf({ Transformation: wanted }: JsonObject, otherwise: Transformation): Transformation {
  return wanted === 'NONE' || wanted === 'COMPACT' || wanted === 'FLATTEN' ? wanted : otherwise;
}

/** The outputs alone: they are an array as they stand. */
class Outputs implements Results {
  private readonly outputs: (JsonData | undefined)[] = [];

  ended(index: number, { output }: EndedChild): void {
    this.outputs[index] = output;
  }

  pending(): void {
    // A run that fails has no output.
  }

  close(): JsonData {
    return JsonData.array(this.outputs.filter((output) => output !== undefined));
  }
}

/** Results that are the state's own, in the form the writer asks for. */
class StateResults implements Results {
  private readonly rows: Json[][] = [];

  constructor(private readonly rowsOf: (child: EndedChild) => Json[]) {}

  ended(index: number, child: EndedChild): void {
    this.rows[index] = this.rowsOf(child);
  }

  pending(): void {
    // A run that fails has no output.
  }

  close(): JsonData {
    return new JsonData(this.rows.flat());
  }
}

const FILES = ['FAILED', 'PENDING', 'SUCCEEDED'] as const;
type File = (typeof FILES)[number];

/** Results that go to files in S3. Only their texts are kept. */
class FileResults implements Results {
  private readonly rows: Record<File, string[][]> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  private readonly transformation: Transformation;
  private readonly outputType: OutputType;
  private items = 0;
  private executions = 0;

  constructor(
    private readonly strand: Strand,
    private readonly state: State,
    private readonly run: MapRun,
    private readonly target: JsonObject,
    config: JsonObject,
  ) {
    this.transformation = transformationOf(config, 'NONE');
    this.outputType = config.OutputType === 'JSONL' ? 'JSONL' : 'JSON';
  }

  /** "FAILED_n.json contains the consolidated data for all failed, timed out, and aborted child workflow executions." */
  ended(index: number, child: EndedChild, items: number): void {
    const file = child.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED';
    this.add(file, index, resultRows(child, this.transformation), items);
  }

  pending(index: number, input: Json, items: number): void {
    this.add('PENDING', index, [pendingRow(jsonText(input))], items);
  }

  private add(file: File, index: number, rows: Json[], items: number): void {
    this.rows[file][index] = rows.map((row) => jsonText(row));
    this.items += items;
    this.executions++;
  }

  async close(): Promise<JsonData> {
    const { Bucket, Prefix } = this.target;
    const bucket = typeof Bucket === 'string' ? Bucket : '';
    const prefix = typeof Prefix === 'string' && Prefix !== '' ? `${Prefix.replace(/\/$/, '')}/` : '';
    const folder = `${prefix}${this.run.id}/`;
    const byStatus: Record<string, ResultFile[]> = {};
    for (const file of FILES) {
      byStatus[file] = resultFiles(`${folder}${file}`, this.rows[file].flat(), this.outputType);
    }
    const key = `${folder}manifest.json`;
    const manifest = { key, pieces: [manifestText(bucket, this.run.arn, byStatus)] };
    await this.write(bucket, [...Object.values(byStatus).flat(), manifest]);
    this.run.resultsWritten(this.items, this.executions);
    return new JsonData({ MapRunArn: this.run.arn, ResultWriterDetails: { Bucket: bucket, Key: key } });
  }

  private async write(bucket: string, files: readonly { key: string; pieces: readonly string[] }[]): Promise<void> {
    const { host } = this.strand.execution;
    const outcome = await this.strand.waitFor(async (signal) =>
      host.writeResults?.({ state: this.state, bucket, files }, signal),
    );
    if (outcome?.type !== 'failure') return;
    throw new StateFailure({ error: outcome.error ?? 'States.ResultWriterFailed', cause: outcome.cause ?? '' });
  }
}
