/** From F5 to the stop in a handler, beside what VS Code's own debugger of JavaScript takes to stop in a script: at most 1.3 × is asked. */
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { goOn, recordDebugging } from '../../harness/debugRecorder';
import { handlersEnd } from '../../harness/processes';
import { behind, openText, workspaceFile } from '../../harness/editor';

const HANDLER = 'e2e/lost-parcels/src/handlers/trace.js';
const SCRIPT = 'e2e/lost-parcels/callTrace.js';
const ROUNDS = 20;
const WARM_UP = 3;

const CONTESTANTS: readonly { readonly name: string; readonly configuration: () => vscode.DebugConfiguration }[] = [
  {
    name: 'ours',
    configuration: () => ({
      type: 'stepwise-handler',
      request: 'launch',
      name: 'ours',
      program: workspaceFile(HANDLER).fsPath,
      input: { scans: ['Gent'] },
    }),
  },
  {
    name: 'js-debug',
    configuration: () => ({
      type: 'node',
      request: 'launch',
      name: 'js-debug',
      program: workspaceFile(SCRIPT).fsPath,
    }),
  },
];

describe('Debugging to the stop', function () {
  this.timeout(1_200_000);
  const debug = recordDebugging();

  it('is timed side by side', async () => {
    await vscode.workspace.fs.writeFile(
      workspaceFile(SCRIPT),
      Buffer.from("require('./src/handlers/trace.js').trace({ scans: ['Gent'] });\n"),
    );
    const { document } = await openText(HANDLER);
    const place = behind(document, 'const where');
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, place))]);
    const times = new Map<string, number[]>(CONTESTANTS.map(({ name }) => [name, []]));
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const { name, configuration } of CONTESTANTS) {
        debug.forget();
        const start = performance.now();
        void vscode.debug.startDebugging(vscode.workspace.workspaceFolders![0], configuration());
        const stop = await debug.nextStop(120_000);
        if (round >= 0) times.get(name)!.push(performance.now() - start);
        await goOn(stop);
        await debug.ends();
        await handlersEnd(60_000);
      }
    }
    const [ours, theirs] = CONTESTANTS.map(({ name }) => quartiles(times.get(name)!));
    const ratio = (ours![1] / theirs![1]).toFixed(2);
    const text = `debugging to the stop: ours ${shown(ours!)}; js-debug ${shown(theirs!)} (ours ${ratio} ×)   asked: at most 1.3 ×`;
    await tell('print', { text });
  });
});

type Quartiles = readonly [low: number, median: number, high: number];

function quartiles(times: readonly number[]): Quartiles {
  const sorted = times.toSorted((left, right) => left - right);
  return [0.25, 0.5, 0.75].map((part) => sorted[Math.floor(sorted.length * part)]!) as unknown as Quartiles;
}

function shown([low, median, high]: Quartiles): string {
  return `${median.toFixed(0)} ms [${low.toFixed(0)}–${high.toFixed(0)}]`;
}
