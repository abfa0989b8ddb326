// A build of Stepwise to measure: the working tree, or any commit, out of `.cache/views`.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const cache = path.join(root, '.cache', 'views');

/** The sources of a commit in a folder of their own, with the libraries of that time. */
function sourcesOf(commit) {
  const id = execFileSync('git', ['rev-parse', '--short', `${commit}^{commit}`], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const folder = path.join(cache, id);
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['x', '-C', folder], {
      input: execFileSync('git', ['archive', id], { cwd: root, maxBuffer: 1 << 28 }),
    });
    const lock = (of) => readFileSync(path.join(of, 'package-lock.json'), 'utf8');
    if (lock(folder) === lock(root))
      symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
    else execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  }
  return { id, folder };
}

/** The machines to measure with. */
export async function machines() {
  const outfile = path.join(cache, 'machines.mjs');
  await build({
    entryPoints: [path.join(root, 'bench', 'views', 'machines.ts')],
    bundle: true,
    format: 'esm',
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}

/**
 * @param {string} [commit] absent: the working tree
 * @returns its name, a module with what the server does for a graph, and the page's script and styles
 */
export async function contestant(commit) {
  const { id, folder } = commit ? sourcesOf(commit) : { id: 'now', folder: root };
  const out = path.join(cache, `${id}-built`);
  const common = {
    bundle: true,
    minify: true,
    absWorkingDir: folder,
    mainFields: ['module', 'main'],
    logLevel: 'error',
  };
  const serverFile = path.join(out, 'graph.cjs');
  await build({
    ...common,
    stdin: {
      resolveDir: folder,
      loader: 'ts',
      contents: `import { buildGraph } from './core/graph/buildGraph';
        import { buildMachine } from './core/model';
        import { parseDocument } from './core/syntax';
        export const machineOf = (text: string) => buildMachine(parseDocument('m.asl.json', text, 'json'))!;
        export { buildGraph };`,
    },
    platform: 'node',
    format: 'cjs',
    outfile: serverFile,
  });
  await build({
    ...common,
    platform: 'browser',
    format: 'iife',
    define: { 'process.env.STEPWISE_BUILD': '"1"' },
    entryPoints: ['webview/graph/main.ts'],
    outfile: path.join(out, 'page.js'),
  });
  const program = { ...common, platform: 'node', format: 'cjs', external: ['esbuild', 'esbuild-wasm'] };
  const [adapter, terminal] = [path.join(out, 'debugger.cjs'), path.join(out, 'cli.cjs')];
  const define = { 'process.env.STEPWISE_BUILD': '"1"' };
  // Earlier ones are told their streams.
  const contents = `import { serveDebugAdapter } from './debugger/serve'; serveDebugAdapter(process.stdin, process.stdout);`;
  await build({ ...program, define, stdin: { resolveDir: folder, loader: 'ts', contents }, outfile: adapter });
  await build({ ...program, define, entryPoints: ['cli/main.ts'], outfile: terminal });
  return {
    name: id,
    adapter,
    terminal,
    server: pathToFileURL(serverFile).href,
    script: readFileSync(path.join(out, 'page.js'), 'utf8'),
    styles: readFileSync(path.join(folder, 'webview', 'graph', 'graph.css'), 'utf8'),
  };
}
