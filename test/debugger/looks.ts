/** What a person looks at and changes while a run stands still: the steps of a script that let nothing go on. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ProtocolTalk } from './check';

/** By the first word of the step; gives the lines to write down. @param program absolute path of the definition */
export const LOOKS: {
  readonly [command: string]: (
    client: ProtocolTalk,
    threadId: number,
    rest: string,
    program: string,
  ) => Promise<string[]>;
} = {
  /** Where each frame is written, and in which text. */
  async frames(client, threadId) {
    const { stackFrames } = await client.request<{ stackFrames: DebugProtocol.StackFrame[] }>('stackTrace', {
      threadId,
    });
    return stackFrames.map(
      ({ name, line, column, endLine, endColumn, source }) =>
        `  ${name} ${line}:${column}-${endLine}:${endColumn} of ${source?.name}${source?.origin ? `, ${source.origin}` : ''}`,
    );
  },
  /** `save OLD => NEW`: a person edits the file, saves it, and the editor tells its breakpoints anew */
  async save(client, _threadId, change, program) {
    writeFileSync(program, edited(program, change));
    await client.request('stepwise.edited', { file: program });
    return refresh(client);
  },
  /** `type OLD => NEW`: the same, unsaved; without words it is undone */
  async type(client, _threadId, change, program) {
    await client.request('stepwise.edited', {
      file: program,
      ...(change !== '' && { text: edited(program, change) }),
    });
    return [];
  },
  /** A person turns to the stack. */
  refresh,
  /** `breakpoint TEXT`: the editor tells the one breakpoint of the file as it is */
  async breakpoint(client, _threadId, mark, program) {
    const line =
      readFileSync(program, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes(mark)) + 1;
    const { breakpoints } = await client.request<{ breakpoints: DebugProtocol.Breakpoint[] }>('setBreakpoints', {
      source: { path: program },
      breakpoints: [{ line }],
    });
    return breakpoints.map(({ verified, line: at, message = '' }) =>
      `  ${verified ? 'on' : 'nowhere'} ${at} ${message}`.trimEnd(),
    );
  },
  /** `source 1` */
  async source(client, _threadId, reference) {
    const sourceReference = Number(reference);
    const { content } = await client.request<{ content: string }>('source', {
      sourceReference,
      source: { sourceReference },
    });
    return [`  ${content.split('\n').length} lines`];
  },
  async sources(client) {
    const { sources } = await client.request<{ sources: DebugProtocol.Source[] }>('loadedSources');
    return sources.map(({ name, origin }) => `  ${name}${origin ? `, ${origin}` : ''}`);
  },
  /** `ask REQUEST ARGUMENTS`; `PROGRAM` in them is the definition's path */
  async ask(client, _threadId, rest, program) {
    const [, command = '', args = '{}'] = /^(\S+) ?(.*)$/.exec(rest) ?? [];
    const given = JSON.parse((args || '{}').replaceAll('PROGRAM', JSON.stringify(program).slice(1, -1))) as object;
    return client.request(command, given).then(
      (answer) => [`  ${JSON.stringify(answer)}`],
      (error: Error) => [`  refused: ${error.message}`],
    );
  },
  /** `look 1500`: a person looks on, so many milliseconds at least */
  async look(client, threadId, milliseconds) {
    const until = performance.now() + Number(milliseconds);
    while (performance.now() < until) await client.request('stackTrace', { threadId });
    return [];
  },
  async show(client, threadId, scopeName) {
    const variables = await variablesOf(client, threadId, scopeName);
    return variables.map(({ name, value }) => `  ${name} = ${value}`);
  },
  async scopes(client, threadId) {
    return [`  ${(await scopesOf(client, threadId)).map(({ name }) => name).join(', ')}`];
  },
  async threads(client) {
    const { threads } = await client.request<{ threads: DebugProtocol.Thread[] }>('threads');
    return threads.map(({ name }) => `  ${name}`);
  },
  /** `watch Variables total`, and what must hold of it */
  async watch(client, threadId, rest) {
    const [scopeName = '', name = '', ...condition] = rest.split(' ');
    const scope = (await scopesOf(client, threadId)).find(isCalled(scopeName));
    const info = await client.request<{ dataId: string | null; description: string }>('dataBreakpointInfo', {
      variablesReference: scope?.variablesReference,
      name,
    });
    if (info.dataId === null) return [`  refused: ${info.description}`];
    const { breakpoints } = await client.request<{ breakpoints: DebugProtocol.Breakpoint[] }>('setDataBreakpoints', {
      breakpoints: [{ dataId: info.dataId, ...(condition.length > 0 && { condition: condition.join(' ') }) }],
    });
    return [`  ${info.description}: ${breakpoints[0]?.message ?? 'watched'}`];
  },
  async evaluate(client, threadId, expression) {
    const frameId = await topFrame(client, threadId);
    try {
      const { result } = await client.request<{ result: string }>('evaluate', {
        expression,
        frameId,
        context: 'watch',
      });
      return [`  ${result}`];
    } catch (error) {
      return [`  refused: ${(error as Error).message}`];
    }
  },
  /** `complete $.cu` */
  async complete(client, threadId, text) {
    const frameId = await topFrame(client, threadId);
    const args = { frameId, text, column: text.length + 1 };
    const { targets } = await client.request<{ targets: DebugProtocol.CompletionItem[] }>('completions', args);
    return [`  ${targets.map(({ label, detail }) => (detail ? `${label} (${detail})` : label)).join(', ')}`];
  },
  /** `set Input name value`; `set Input name value at 1`: of the frame around */
  async set(client, threadId, rest) {
    const { 1: written = rest, 2: frame } = /^(.*) at (\d+)$/.exec(rest) ?? [];
    const [scopeName = '', name = '', ...value] = written.split(' ');
    const scope = (await scopesOf(client, threadId, Number(frame ?? 0))).find(isCalled(scopeName));
    try {
      const answer = await client.request<{ value: string }>('setVariable', {
        variablesReference: scope?.variablesReference,
        name,
        value: value.join(' '),
      });
      return [`  ${name} = ${answer.value}`];
    } catch (error) {
      return [`  refused: ${(error as Error).message}`];
    }
  },
};

/** A scope of two words is written as one, `Field_Input`. */
const isCalled =
  (word: string) =>
  ({ name }: { readonly name: string }): boolean =>
    name === word.replace('_', ' ');

async function topFrame(client: ProtocolTalk, threadId: number, index = 0): Promise<number | undefined> {
  const { stackFrames } = await client.request<{ stackFrames: DebugProtocol.StackFrame[] }>('stackTrace', { threadId });
  return stackFrames[index]?.id;
}

async function scopesOf(client: ProtocolTalk, threadId: number, index = 0): Promise<DebugProtocol.Scope[]> {
  const frameId = await topFrame(client, threadId, index);
  return (await client.request<{ scopes: DebugProtocol.Scope[] }>('scopes', { frameId })).scopes;
}

async function variablesOf(
  client: ProtocolTalk,
  threadId: number,
  scopeName: string,
): Promise<DebugProtocol.Variable[]> {
  const scope = (await scopesOf(client, threadId)).find(isCalled(scopeName));
  const { variablesReference } = scope ?? {};
  return (await client.request<{ variables: DebugProtocol.Variable[] }>('variables', { variablesReference })).variables;
}

function edited(program: string, change: string): string {
  const text = readFileSync(program, 'utf8');
  const [old = '', fresh = ''] = change.split(' => ').map((words) => words.replaceAll('\\n', '\n'));
  if (!text.includes(old)) throw new Error(`The definition does not hold ${old}`);
  return text.replace(old, fresh);
}

async function refresh(client: ProtocolTalk): Promise<string[]> {
  const from = client.events.length;
  await client.request('stepwise.refresh');
  // Events come in order: one that this request asks for has come before the answer to the next.
  await client.request('threads');
  return client.events.slice(from).some(({ event }) => event === 'invalidated') ? ['  shown anew'] : [];
}
