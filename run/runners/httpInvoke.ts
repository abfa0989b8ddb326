/**
 * `arn:aws:states:::http:invoke`: a real request, once somebody allowed it. Response, errors and the limit of 60 seconds:
 * AWS, "Call HTTPS APIs in Step Functions workflows".
 */
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import { isJsonObject } from '../../core/json';
import { hasFiller } from '../../core/values';
import type { HttpConnection } from '../../project';
import { reasonOf, type EditorProxy } from '../awsSdk/worker/proxyAgent.cjs';
import type { Permission } from '../consent/permission';
import { httpRequest } from '../http/httpRequest';
import type { HttpRequest } from '../http/httpRequest';
import { sendHttp } from '../http/sendHttp';
import type { RunServices, TaskRunner } from '../run';
import { questionOf } from '../question';
import { askInstead } from './ask';

export const httpInvokeRunner: TaskRunner = {
  name: 'http:invoke',
  run(call, run) {
    if (call.service !== 'http' || call.action !== 'invoke') return undefined;
    return run.whileBusy(invoke(call, run));
  },
};

async function invoke(call: TaskCall, run: RunServices): Promise<TaskOutcome> {
  const { signal } = call;
  const connection = connectionOf(call, run);
  // Before anybody is asked, secrets are not even read.
  const request = httpRequest(call.input, connection?.written);
  if ('problem' in request) {
    const answer = isUnknownEndpoint(call) ? await run.inferAnswer?.(questionOf(call, run.machineName)) : undefined;
    return answer ?? { type: 'failure', error: 'States.Runtime', cause: request.problem };
  }
  const { method, url } = request;
  const missing = connection?.variables.filter((name) => process.env[name] === undefined) ?? [];
  if (missing.length > 0) return lacksVariables(missing, connection!.name);
  const wanted = permissionsOf(request, connection);
  const about = { state: call.state.name, request: { method, url: `${url.origin}${url.pathname}` } };
  const verdict = await run.consents.allows(wanted, about, signal);
  if (verdict !== 'allowed') return askInstead(call, run, { lacks: run.consents.missing(wanted) });
  const complete = connection ? httpRequest(call.input, withEnvironment(connection.written)) : request;
  if ('problem' in complete) return { type: 'failure', error: 'States.Runtime', cause: complete.problem };
  run.recorder?.taskGoesOut(call);
  const outcome = await send(complete, run.proxy, signal);
  if (outcome.type === 'failure' && outcome.error === SOCKET) run.recorder?.taskGoesOut(call, false);
  return outcome;
}

/** Where the API is only a deployment knows: `${webhook}` in a definition that a template fills. */
function isUnknownEndpoint({ input }: TaskCall): boolean {
  const { ApiEndpoint: endpoint } = isJsonObject(input) ? input : {};
  return typeof endpoint === 'string' && (hasFiller(endpoint) || endpoint.includes('${'));
}

/** The host, what the connection holds, and each variable it names. */
function permissionsOf({ method, url }: HttpRequest, connection: NamedConnection | undefined): readonly Permission[] {
  const { origin } = url;
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(method);
  return [
    { kind: 'http', origin, writes },
    ...(connection ? [{ kind: 'connection', name: connection.name, origin } as const] : []),
    ...(connection?.variables ?? []).map((name) => ({ kind: 'secret', name, origin }) as const),
  ];
}

/** An empty text in its place would be refused by the API, and nobody would know why. */
function lacksVariables(names: readonly string[], connection: string): TaskOutcome {
  const named = names.length === 1 ? `the variable ${names[0]}` : `the variables ${names.join(', ')}`;
  const cause = `The connection "${connection}" in .vscode/stepwise.json takes ${named} from the environment, which does not have ${names.length === 1 ? 'it' : 'them'}. Set ${names.length === 1 ? 'it' : 'them'} where Stepwise is started.`;
  return { type: 'failure', error: 'States.Runtime', cause, terminal: true };
}

const LIMIT_SECONDS = 60;
const SOCKET = 'States.Http.Socket';

async function send(request: HttpRequest, proxy: EditorProxy | undefined, signal: AbortSignal): Promise<TaskOutcome> {
  const { method, url } = request;
  const late = AbortSignal.timeout(LIMIT_SECONDS * 1000);
  try {
    const response = await followed(request, proxy, AbortSignal.any([signal, late]));
    const text = await textOf(response);
    if (response.status >= 300) {
      const cause = redirectedTo(response, url) ?? (text || response.statusText);
      return { type: 'failure', error: `States.Http.StatusCode.${response.status}`, ...(cause && { cause }) };
    }
    return { type: 'success', output: outputOf(response, text) };
  } catch (error) {
    const cause = late.aborted ? `The API did not answer within ${LIMIT_SECONDS} seconds.` : reasonOf(error);
    return { type: 'failure', error: SOCKET, cause: `${method} ${url.origin}: ${cause}` };
  }
}

/** As many as a browser follows. */
const MOST_REDIRECTS = 20;

/**
 * Redirects are followed on the host that was allowed alone: another one would get the secrets of the connection, and
 * nobody was asked about it.
 */
async function followed(request: HttpRequest, proxy: EditorProxy | undefined, signal: AbortSignal): Promise<Response> {
  let { method, url, body, headers } = request;
  for (let redirects = 0; ; redirects++) {
    const response = await sendHttp(url, { method, headers, body, signal, proxy });
    const location = response.headers.get('location');
    const isRedirect = [301, 302, 303, 307, 308].includes(response.status);
    if (!isRedirect || location === null || !URL.canParse(location, url)) return response;
    const next = new URL(location, url);
    if (next.origin !== url.origin || redirects >= MOST_REDIRECTS) return response;
    await response.body?.cancel();
    url = next;
    // What a browser does (Fetch, "HTTP-redirect fetch", step 12).
    const becomesGet = response.status === 303 ? method !== 'HEAD' : response.status < 303 && method === 'POST';
    if (!becomesGet) continue;
    headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type'));
    [method, body] = ['GET', undefined];
  }
}

/** Without its path and query, which are the answering host's own. */
function redirectedTo({ headers, status }: Response, from: URL): string | undefined {
  const location = headers.get('location');
  if (status >= 400 || location === null || !URL.canParse(location, from)) return undefined;
  const { origin } = new URL(location, from);
  if (origin === from.origin) return `The API redirects more than ${MOST_REDIRECTS} times.`;
  return `The API redirects to another host, ${origin}, which is not followed.`;
}

function outputOf({ headers, status, statusText }: Response, text: string): Json {
  const values = [...headers.keys()].map((name): [string, string[]] => [
    name,
    name === 'set-cookie' ? headers.getSetCookie() : [headers.get(name) ?? ''],
  ]);
  return {
    Headers: Object.fromEntries(values),
    ResponseBody: isJson(headers.get('content-type')) ? parsed(text) : text,
    StatusCode: status,
    StatusText: statusText,
  };
}

/** More than any state may hold: what is longer fails as too large all the same. Bytes. */
const MOST = 1024 * 1024;

/** The body as text; of bytes that are none, base64. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST) break;
  }
  const isBinary = /^(application\/octet-stream|image\/|video\/|audio\/)/.test(
    response.headers.get('content-type') ?? '',
  );
  return Buffer.concat(chunks).toString(isBinary ? 'base64' : 'utf8');
}

function isJson(contentType: string | null): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType ?? '');
}

function parsed(text: string): Json {
  try {
    return jsonValue(text);
  } catch {
    return text;
  }
}

interface NamedConnection {
  readonly name: string;
  /** As `.vscode/stepwise.json` has it. */
  readonly written: HttpConnection;
  /** Variables of the environment that it names. */
  readonly variables: readonly string[];
}

/** Secrets are never in a definition: what its connection adds stands in `.vscode/stepwise.json`. */
function connectionOf(call: TaskCall, { project }: RunServices): NamedConnection | undefined {
  const input = isJsonObject(call.input) ? call.input : {};
  const arns = [input.Authentication, input.InvocationConfig].flatMap((holder) =>
    isJsonObject(holder) && typeof holder.ConnectionArn === 'string' ? [holder.ConnectionArn] : [],
  );
  const known = project.settings?.connections ?? {};
  for (const arn of arns) {
    // arn:aws:events:REGION:ACCOUNT:connection/NAME/ID
    const name = arn.split('/')[1];
    for (const key of [arn, name]) {
      if (key === undefined || !Object.hasOwn(known, key)) continue;
      const written = known[key]!;
      return { name: key, written, variables: variablesIn(written) };
    }
    call.log(
      'info',
      `The connection ${name ?? arn} is not in "connections" of .vscode/stepwise.json, so the request is sent without authorization.`,
    );
  }
  return undefined;
}

/** `${env:NAME}` stands for a variable of the environment, so that no secret need be in a file. */
const VARIABLE = /\$\{env:(\w+)\}/g;

function variablesIn(connection: HttpConnection): readonly string[] {
  const names: string[] = [];
  eachText(connection, (text) => {
    names.push(...[...text.matchAll(VARIABLE)].map(([, name]) => name!));
    return text;
  });
  return [...new Set(names)];
}

function withEnvironment(connection: HttpConnection): HttpConnection {
  return eachText(connection, (text) => text.replace(VARIABLE, (_all, name: string) => process.env[name] ?? ''));
}

/** The connection with each of its texts replaced; names of headers and parameters stay. */
function eachText(connection: HttpConnection, replace: (text: string) => string): HttpConnection {
  const text = JSON.stringify(connection, (_key, value: unknown) =>
    typeof value === 'string' ? replace(value) : value,
  );
  return JSON.parse(text) as HttpConnection;
}
