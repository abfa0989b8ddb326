/**
 * Editors that are not ours, with the adapter as it ships (`stepwise dap`) and real handlers: what they are asked to start, where
 * it stops, and what they hear where they cannot. `otherEditors/NAME.txt` has each conversation; `UPDATE=1` writes them anew.
 */
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtBundles } from '../harness/builtBundles';
import { DebugPeer } from '../harness/debugPeer';
import { expectGolden } from '../harness/golden';
import { temporaryFolder } from '../harness/temporaryFolder';
import { connectInspector } from '../lambda/inspectorClient';

const PYTHON = ['python3', '/usr/bin/python3', 'python'].find(
  (command) => spawnSync(command, ['-c', 'import debugpy']).status === 0,
);

const FILES = {
  'parcels.py': 'def weigh(event, context):\n    grams = event["kilos"] * 1000\n    return {"grams": grams}\n',
  'parcels.js': 'exports.weigh = async (event) => {\n  const grams = event.kilos * 1000;\n  return { grams };\n};\n',
};

type Start = DebugProtocol.StartDebuggingRequestArguments;

interface Editor {
  readonly file: keyof typeof FILES;
  readonly initialize: Partial<DebugProtocol.InitializeRequestArguments>;
  /** What it does where it is asked to start a debugger; absent: it refuses. */
  readonly start?: 'the debugger of the type' | 'the adapter of the parent';
}

const STARTS = { supportsStartDebuggingRequest: true };

const EDITORS: { readonly [name: string]: Editor } = {
  'Neovim and Python': {
    file: 'parcels.py',
    initialize: { clientID: 'neovim', ...STARTS },
    start: 'the debugger of the type',
  },
  'Neovim and JavaScript': {
    file: 'parcels.js',
    initialize: { clientID: 'neovim', ...STARTS },
    start: 'the debugger of the type',
  },
  'Zed and Python': {
    file: 'parcels.py',
    initialize: { clientID: 'zed', ...STARTS },
    start: 'the adapter of the parent',
  },
  'Zed and JavaScript': {
    file: 'parcels.js',
    initialize: { clientID: 'zed', ...STARTS },
    start: 'the adapter of the parent',
  },
  'an editor that cannot start debuggers': { file: 'parcels.py', initialize: { clientID: 'plain' } },
  'an editor that refuses': { file: 'parcels.js', initialize: { clientID: 'else', ...STARTS } },
};

let dist = '';
beforeAll(async () => {
  dist = await builtBundles('other-editors', { cli: 'cli/main.ts' });
}, 120_000);
afterAll(() => rmSync(dist, { recursive: true, force: true }));

function adapter(reverse?: (request: DebugProtocol.Request) => Promise<void>): DebugPeer {
  const child = spawn(process.execPath, [path.join(dist, 'cli.js'), 'dap', '--stdio'], { stdio: 'pipe' });
  return new DebugPeer(child.stdout, child.stdin, reverse);
}

test.each(Object.entries(EDITORS))(
  '%s',
  async (name, { file, initialize, start }) => {
    if (file.endsWith('.py') && PYTHON === undefined) {
      expect(process.env['CI'], 'on a build server a Python must have debugpy').toBeUndefined();
      return;
    }
    const folder = temporaryFolder({ ...FILES, '.git/HEAD': '' });
    const program = path.join(folder, file);
    const breakpoints = { source: { path: program }, breakpoints: [{ line: 2 }] };
    const said: string[] = [];
    let child: Promise<void> | undefined;

    /** Attaches, and goes on from the first stop. */
    const debugs = async (peer: DebugPeer, { configuration }: Start): Promise<void> => {
      const capable = await peer.request('initialize', { adapterID: 'x', ...initialize });
      said.push(`  child: is there${capable['supportsConfigurationDoneRequest'] ? '' : ', incapable'}`);
      const attached = peer.request('attach', configuration);
      await peer.event('initialized');
      const answer = await peer.request('setBreakpoints', breakpoints);
      const [breakpoint] = answer['breakpoints'] as DebugProtocol.Breakpoint[];
      said.push(
        `  child: breakpoint in line ${breakpoint?.line} ${breakpoint?.verified ? 'verified' : 'not verified'}`,
      );
      await peer.request('configurationDone');
      await attached;
      const { threadId, reason } = await peer.event('stopped');
      const { stackFrames } = (await peer.request('stackTrace', { threadId })) as {
        stackFrames: DebugProtocol.StackFrame[];
      };
      said.push(`  child: stopped (${String(reason)}) in ${stackFrames.map((f) => `${f.name}:${f.line}`).join(' < ')}`);
      const [frame] = stackFrames;
      const { result } = await peer.request('evaluate', { expression: 'event', frameId: frame?.id, context: 'repl' });
      said.push(`  child: event is ${String(result)}`);
      await peer.request('continue', { threadId });
      await peer.event('terminated');
      said.push('  child: terminated');
    };
    /** js-debug speaks with the inspector. */
    const inspects = async ({ configuration: { port } }: Start): Promise<void> => {
      const inspector = await connectInspector(Number(port));
      await inspector.send('Runtime.enable');
      await inspector.send('Debugger.enable');
      await inspector.send('Debugger.setBreakpointByUrl', { urlRegex: 'parcels\\.js$', lineNumber: 1 });
      await inspector.send('Runtime.runIfWaitingForDebugger');
      const { url, line } = await inspector.stopped();
      said.push(`  inspector: stopped in ${path.basename(url)}:${line + 1}`);
      await inspector.send('Debugger.resume');
    };
    const parent = adapter(({ command, arguments: args }) => {
      const asked = args as Start;
      said.push(`  ${command} ${JSON.stringify(asked)}`);
      if (start === undefined) return Promise.reject(new Error('This editor starts nothing.'));
      const { type, connect } = asked.configuration as { type: string; connect?: net.NetConnectOpts };
      if (start === 'the adapter of the parent') child = debugs(adapter(), asked);
      else if (type === 'pwa-node') child = inspects(asked);
      else {
        const socket = net.connect(connect!);
        child = debugs(new DebugPeer(socket, socket), asked);
      }
      return Promise.resolve();
    });
    await parent.request('initialize', { adapterID: 'stepwise', ...initialize });
    await parent.request('launch', { program, input: { kilos: 2 }, ...(PYTHON && { python: PYTHON }) });
    const answer = await parent.request('setBreakpoints', breakpoints);
    for (const { verified, message } of answer['breakpoints'] as DebugProtocol.Breakpoint[])
      said.push(`breakpoint: ${verified ? 'verified' : 'not verified'}${message ? `: ${message}` : ''}`);
    await parent.request('configurationDone');
    await parent.event('terminated');
    await child;
    for (const { event, body } of parent.events)
      if (event === 'output')
        said.push(
          ...String((body as { output: string }).output)
            .trimEnd()
            .split('\n'),
        );
    await parent.request('disconnect');
    await parent.over();
    const lines = said.map((line) =>
      line
        .replaceAll(folder, 'FOLDER')
        .replaceAll(dist, 'DIST')
        .replace(/"port":\d+/, '"port":PORT')
        .replace(/after \d+(\.\d+)? m?s/, 'after DURATION'),
    );
    expectGolden(path.join(__dirname, 'otherEditors', `${name.replaceAll(' ', '-')}.txt`), lines);
  },
  90_000,
);
