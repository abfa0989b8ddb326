/** Calls of services that the code of functions makes, before a run has come to them, each with an answer made as for one it has. */
import { callsOfCode, type CodeCall } from '../../core/handlers/calls';
import { answerReads, readsOfHttpBody, type HandlerCode } from '../../core/handlers/dataReads';
import { isHttpAction } from '../../core/catalog/services/httpActions';
import { actionInDefinition } from '../../core/catalog/services/javaNames';
import { sampleAnswer } from '../../core/catalog/services/sampleAnswer';
import type { Json } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import type { ProjectFunction } from '../../project';
import { tableOf } from '../calls/catalogue';
import type { ServiceCall } from '../calls/serviceCall';
import type { AnswersCalls } from '../run';
import { answerToCall } from './answerToCall';

export interface ForeseenCall {
  /** `dynamodb:GetItem`. */
  readonly action: string;
  readonly answer: Json;
}

/** A function that a run may come to. */
export class ForeseenFunction {
  private found?: readonly CodeCall[];

  constructor(
    readonly declared: ProjectFunction,
    readonly code: HandlerCode,
  ) {}

  /** What its code calls: looked for once, when somebody asks. */
  get calls(): readonly CodeCall[] {
    return (this.found ??= callsOfCode(this.code));
  }

  get environment(): ProjectFunction['environment'] {
    return this.declared.environment;
  }
}

/** Step Functions of the run's own answers for itself. */
const OWN = 'sfn';

/**
 * Those that nothing would answer, each action once.
 *
 * @param answers is asked of calls that lack what the code does not say of their input
 */
export async function foreseenCalls(
  functions: readonly ForeseenFunction[],
  answers: Pick<AnswersCalls, 'isAnswered'>,
): Promise<readonly ForeseenCall[]> {
  const found = new Map<string, { readonly call: ServiceCall; readonly files: Set<HandlerCode['files'][number]> }>();
  for (const { code, calls, environment } of functions) {
    for (const written of calls) {
      const call = serviceCallOf(written, environment);
      const action = call && `${call.service}:${call.action}`;
      if (!action || (!found.has(action) && (await answers.isAnswered(call)))) continue;
      const { files } = found.get(action) ?? { files: new Set() };
      for (const each of code.files) files.add(each);
      found.set(action, { call, files });
    }
  }
  const requested = functions.filter(requestsApi);
  const ofHttp = requested.length > 0 && !(await answers.isAnswered(API_CALL)) ? [await apiAnswer(requested)] : [];
  const ofServices = await Promise.all(
    [...found].map(async ([action, { call, files }]) => {
      const operation = tableOf(call.service)!.operations.get(call.action)!;
      const resource = `arn:aws:states:::aws-sdk:${call.service}:${actionInDefinition(call.action)}`;
      const input = call.input as Json;
      const suggestion = jsonText(sampleAnswer(resource, operation, call.input as { [name: string]: Json }));
      const question = { action, input, suggestion };
      return { action, answer: await answerToCall(question, answerReads([...files])) };
    }),
  );
  return [...ofServices, ...ofHttp];
}

const API_CALL: ServiceCall = { service: 'execute-api', action: 'Invoke', input: {} };
const API_ACTION = `${API_CALL.service}:${API_CALL.action}`;

/** Whether a function requests an API Gateway whose URL its environment has, and reads what comes back. */
function requestsApi({ code, environment }: ForeseenFunction): boolean {
  return (
    Object.values(environment).some((value) => /\.execute-api\./.test(value)) &&
    readsOfHttpBody(code.files) !== undefined
  );
}

async function apiAnswer(functions: readonly ForeseenFunction[]): Promise<ForeseenCall> {
  const files = [...new Set(functions.flatMap(({ code }) => code.files))];
  const question = { action: API_ACTION, input: {}, suggestion: jsonText({ statusCode: 200, body: {} }) };
  return { action: API_ACTION, answer: await answerToCall(question, answerReads(files)) };
}

/** Whether its code makes a call. @param action as `dynamodb:GetItem` */
export function callsAction({ code, calls, environment }: ForeseenFunction, action: string): boolean {
  if (isHttpAction(action)) return readsOfHttpBody(code.files) !== undefined;
  return calls.some((written) => {
    const call = serviceCallOf(written, environment);
    return call !== undefined && `${call.service}:${call.action}` === action;
  });
}

/** Undefined: it is none that the catalogue knows. */
function serviceCallOf(
  { service, action, input }: CodeCall,
  environment: ProjectFunction['environment'],
): ServiceCall | undefined {
  const table = tableOf(service);
  if (!table || table.name === OWN) return undefined;
  const meant = plain(action);
  const name = [...table.operations.keys()].find((each) => plain(each) === meant);
  const known = Object.entries(input).flatMap(([member, value]): [string, string][] => {
    const text = 'text' in value ? value.text : environment[value.variable];
    return text === undefined ? [] : [[member, text]];
  });
  return name === undefined
    ? undefined
    : { service: table.name, action: name, input: Object.fromEntries(known), processId: '' };
}

function plain(action: string): string {
  return action.replaceAll('_', '').toLowerCase();
}
