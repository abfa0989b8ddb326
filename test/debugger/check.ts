/**
 * Drives a session over DAP streams, in process, as a written script says, and gives a readable transcript.
 * A script is a definition and a list of steps; breakpoints stand in the definition as `//• ` comments would,
 * here by the state's name. Handlers are replies, so nothing but the debugger is under test.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RunBackend } from '../../debugger/launchedRun';
import { StepwiseDebugSession } from '../../debugger/session';
import { LOOKS } from './looks';
import type { Json } from '../../core/json';
import type { FunctionSpec, InvokeOptions, InvokeOutcome, LambdaHost } from '../../lambda/lambda';

/** What a function answers, call by call; the last answer stays. */
export interface Replies {
  readonly [functionName: string]: readonly ({ readonly return: Json } | { readonly error: string })[];
}

export interface Script {
  /** As an object, or as the text of a template that holds it. */
  readonly definition: Record<string, unknown> | string;
  readonly input?: Json;
  readonly replies?: Replies;
  /** Beside the definition, by name. */
  readonly files?: { readonly [name: string]: string };
  readonly launch?: Record<string, unknown>;
  /** State name → options of its breakpoint. */
  readonly breakpoints?: { readonly [state: string]: Omit<DebugProtocol.SourceBreakpoint, 'line'> };
  /** Text of a line → options of its breakpoint; with a column (from 1), that of the text in its line. */
  readonly lines?: { readonly [text: string]: Omit<DebugProtocol.SourceBreakpoint, 'line'> & { atText?: true } };
  /** Breakpoints by the name of a state. */
  readonly functions?: readonly DebugProtocol.FunctionBreakpoint[];
  readonly errors?: 'all' | 'uncaught';
  /** Filters of errors with what is named in them. */
  readonly filters?: readonly DebugProtocol.ExceptionFilterOptions[];
  /** What the person answers when a task asks; a question is written down. */
  readonly answer?: object;
  /** What the person answers a task that waits for its token, one after the other. */
  readonly tokenAnswers?: readonly object[];
  readonly steps: readonly string[];
}

type Message = DebugProtocol.ProtocolMessage & Record<string, unknown>;

/** A client of the protocol: sends requests, hears events. */
export interface ProtocolTalk {
  readonly events: readonly DebugProtocol.Event[];
  onEvent: (event: DebugProtocol.Event) => void;
  /** Rejects with what the adapter refuses it with. */
  request<T = Record<string, unknown>>(command: string, args?: object): Promise<T>;
  /** The first event after `from` that one of the names fits. */
  event(from: number, ...names: string[]): Promise<DebugProtocol.Event>;
  close(): Promise<void>;
}

/** One to an adapter in this process. */
export class Client implements ProtocolTalk {
  readonly events: DebugProtocol.Event[] = [];
  private readonly input = new PassThrough();
  private readonly output = new PassThrough();
  private readonly session: StepwiseDebugSession;
  private readonly pending = new Map<number, (response: DebugProtocol.Response) => void>();
  private readonly waiting = new Set<() => void>();
  private sequence = 1;
  private unread = Buffer.alloc(0);
  disposed = 0;
  onEvent: (event: DebugProtocol.Event) => void = () => undefined;
  /** A handler is to stop at its first line: in its own debugger, which goes on at once. */
  onStepInto: (functionName: string) => void = () => undefined;

  /**
   * @param consentFile what the user has allowed for good; absent: nothing is kept
   * @param realHost what runs handlers in truth, instead of the replies
   */
  constructor(replies: Replies, consentFile?: string, realHost?: RunBackend['createLambdaHost']) {
    const calls = new Map<string, number>();
    const repliesHost = (): LambdaHost => ({
      invoke: (spec: FunctionSpec, _event: string, options: InvokeOptions = {}): Promise<InvokeOutcome> => {
        if (options.stepInto) this.onStepInto(spec.name);
        const call = calls.get(spec.name) ?? 0;
        calls.set(spec.name, call + 1);
        const answers = replies[spec.name] ?? [];
        return Promise.resolve(outcomeOf(answers[Math.min(call, answers.length - 1)]));
      },
      dispose: () => {
        this.disposed += 1;
        return Promise.resolve();
      },
    });
    this.session = new StepwiseDebugSession({ createLambdaHost: realHost ?? repliesHost, consentFile });
    this.session.setRunAsServer(true);
    this.output.on('data', (chunk: Buffer) => this.read(chunk));
    this.session.start(this.input, this.output);
  }

  request<T = Record<string, unknown>>(command: string, args: object = {}): Promise<T> {
    const seq = this.sequence++;
    const text = JSON.stringify({ seq, type: 'request', command, arguments: args });
    return new Promise((resolve, reject) => {
      this.pending.set(seq, (response) =>
        response.success ? resolve((response.body ?? {}) as T) : reject(new Error(String(response.message))),
      );
      this.input.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    });
  }

  /** The first event after `from` that one of the names fits. */
  event(from: number, ...names: string[]): Promise<DebugProtocol.Event> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.events.slice(from).find((event) => names.includes(event.event));
        if (!found) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private read(chunk: Buffer): void {
    this.unread = Buffer.concat([this.unread, chunk]);
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(this.unread.toString('latin1', 0, 60));
      const length = Number(head?.[1]);
      if (!head || this.unread.length < head[0].length + length) return;
      const message = JSON.parse(this.unread.toString('utf8', head[0].length, head[0].length + length)) as Message;
      this.unread = this.unread.subarray(head[0].length + length);
      if (message.type === 'response') this.pending.get(message['request_seq'] as number)?.(message as never);
      else {
        this.events.push(message as never);
        this.onEvent(message as never);
      }
      for (const look of [...this.waiting]) look();
    }
  }
}

/** Runs a script and returns what a person would have seen. @param connect to another adapter than one in this process */
export async function transcriptOf(script: Script, connect?: () => Promise<ProtocolTalk>): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'stepwise-debugger-'));
  const { definition } = script;
  const isTemplate = typeof definition === 'string' && !definition.startsWith('{');
  const program = path.join(folder, isTemplate ? 'template.yaml' : 'machine.asl.json');
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition, null, 2);
  writeFileSync(program, text);
  // Functions are found by file: the fake host never reads them.
  for (const name of Object.keys(script.replies ?? {})) {
    writeFileSync(path.join(folder, `${name}.js`), 'exports.handler = async () => null;\n');
  }
  for (const [name, content] of Object.entries(script.files ?? {})) writeFileSync(path.join(folder, name), content);
  const lines: string[] = [];
  const inProcess = connect ? undefined : new Client(script.replies ?? {});
  if (inProcess) inProcess.onStepInto = (functionName) => lines.push(`  (stops inside the handler ${functionName})`);
  const client = inProcess ?? (await connect!());
  client.onEvent = (event) => {
    if (event.event === 'stepwise.waits') {
      const { token, state, kind, input } = event.body as Record<string, unknown>;
      lines.push(`waits: ${String(state)} (${String(kind)}) with ${String(input)}`);
      for (const answer of script.tokenAnswers ?? []) {
        client.request('stepwise.answerTask', { token, answer }).catch((error: Error) => lines.push(error.message));
      }
    }
    if (event.event !== 'stepwise.ask') return;
    const { requestId, state, resource, input, suggestion } = event.body as Record<string, unknown>;
    lines.push(`asked: ${String(state)} calls ${String(resource)} with ${String(input)}`);
    lines.push(`  suggestion: ${JSON.stringify(JSON.parse(String(suggestion)))}`);
    void client.request('stepwise.answer', { requestId, ...script.answer });
  };
  try {
    await client.request('initialize', {
      adapterID: 'stepwise',
      linesStartAt1: true,
      columnsStartAt1: true,
      supportsInvalidatedEvent: true,
    });
    await client.request('launch', { program, input: script.input ?? {}, clock: 'skip', ...script.launch });
    await setBreakpoints(client, program, text, script, lines);
    await setFunctionBreakpoints(client, script, lines);
    await client.request('setExceptionBreakpoints', {
      filters: script.errors ? [script.errors] : [],
      filterOptions: script.filters ?? [],
    });
    let from = client.events.length;
    await client.request('configurationDone');
    let threadId = await nextStop(client, from, lines);
    for (const step of script.steps) {
      if (threadId === undefined) break;
      lines.push(`> ${step}`);
      const [command = '', ...rest] = step.split(' ');
      if (LOOKS[command]) {
        lines.push(...(await LOOKS[command](client, threadId, rest.join(' '), program)));
        continue;
      }
      from = client.events.length;
      await client.request(command, { threadId });
      // `continue and pause`: the second request while the first is under way.
      if (rest[0] === 'and') await client.request(rest[1] ?? '', { threadId });
      threadId = await nextStop(client, from, lines);
    }
    return lines.map((line) => line.replaceAll(folder, '').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')).join('\n');
  } finally {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function setBreakpoints(
  client: ProtocolTalk,
  program: string,
  text: string,
  { breakpoints = {}, lines: onLines = {} }: Script,
  lines: string[],
): Promise<void> {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const onStates = Object.entries(breakpoints).map(([state, options]) => ({
    ...options,
    // Set on the line below the name, where a person may well click; it moves to the name.
    line: lineAt(text.search(new RegExp(`^ *"?${state}"?:`, 'm'))) + 1,
  }));
  const inside = Object.entries(onLines).map(([mark, { atText, ...options }]) => {
    const offset = text.indexOf(mark);
    if (offset < 0) throw new Error(`No line holds ${mark}`);
    const column = offset - text.lastIndexOf('\n', offset);
    return { ...options, line: lineAt(offset), ...(atText && { column }) };
  });
  const wanted = [...onStates, ...inside];
  if (wanted.length === 0) return;
  const answer = await client.request<{ breakpoints: DebugProtocol.Breakpoint[] }>('setBreakpoints', {
    source: { path: program },
    breakpoints: wanted,
  });
  answer.breakpoints.forEach((breakpoint, index) => {
    const name = text.split('\n')[(breakpoint.line ?? 0) - 1]?.trim();
    const column = breakpoint.column === undefined ? '' : `:${breakpoint.column}`;
    lines.push(
      `breakpoint ${breakpoint.verified ? 'on' : 'nowhere'}: ${name} (line ${wanted[index]?.line} -> ${breakpoint.line}${column})`,
      ...(breakpoint.message === undefined ? [] : [`  ${breakpoint.message}`]),
    );
  });
}

async function setFunctionBreakpoints(client: ProtocolTalk, { functions }: Script, lines: string[]): Promise<void> {
  if (!functions) return;
  const { breakpoints } = await client.request<{ breakpoints: DebugProtocol.Breakpoint[] }>('setFunctionBreakpoints', {
    breakpoints: functions,
  });
  breakpoints.forEach(({ verified, message = '' }, index) =>
    lines.push(`breakpoint ${verified ? 'on' : 'nowhere'}: ${functions[index]?.name} ${message}`.trimEnd()),
  );
}

/** Waits for a stop or the end, writes it down with what the console said meanwhile; undefined at the end. */
async function nextStop(client: ProtocolTalk, from: number, lines: string[]): Promise<number | undefined> {
  const event = await client.event(from, 'stopped', 'terminated');
  for (const said of client.events.slice(from)) {
    const body = said.body as { output?: string; category?: string } | undefined;
    if (said.event !== 'output' || body?.output === undefined) continue;
    lines.push(
      ...body.output
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line.replace(/ {2}\d+ m?s$| after \d[^:]*/, '')}`),
    );
  }
  if (event.event === 'terminated') {
    lines.push(client instanceof Client && client.disposed === 0 ? 'ended, and left handlers running' : 'ended');
    return undefined;
  }
  const { threadId, reason, text } = event.body as { threadId: number; reason: string; text?: string };
  const { threads } = await client.request<{ threads: DebugProtocol.Thread[] }>('threads');
  const { stackFrames } = await client.request<{ stackFrames: DebugProtocol.StackFrame[] }>('stackTrace', { threadId });
  const thread = threads.find(({ id }) => id === threadId)?.name;
  const stack = stackFrames.map(({ name, line }) => `${name}:${line}`).join(' < ');
  const mark = client.events.findLast(({ event: name }) => name === 'stepwise.stopped')?.body as {
    statePath?: string;
    iterations?: number[];
  };
  const within = mark.iterations ? ` of iteration ${mark.iterations.join()}` : '';
  // Where it goes without saying it is not told.
  const isPlain = within === '' && stackFrames[0]?.name.replace(/ \(\w+\)$/, '') === mark.statePath;
  const marked = isPlain ? '' : `, marks ${mark.statePath}${within}`;
  lines.push(`stopped (${reason}) in ${thread}: ${stack}${text ? `  "${text}"` : ''}${marked}`);
  return threadId;
}

function outcomeOf(answer: Replies[string][number] | undefined): InvokeOutcome {
  if (answer && 'error' in answer) {
    const { error } = answer;
    const payload = JSON.stringify({ errorType: error, errorMessage: 'as told' });
    return {
      type: 'error',
      errorType: error,
      errorMessage: 'as told',
      stackTrace: [],
      payload,
      reason: 'handler',
      durationMs: 1,
    };
  }
  return { type: 'success', payload: JSON.stringify(answer?.return ?? null), durationMs: 1 };
}
