/** JavaScript and TypeScript, which run on Node.js. */
import type { HandlerLanguage, HandlerName } from './handlerLanguage';
import { javascriptExports } from './javascriptExports';

export const node: HandlerLanguage = {
  name: 'JavaScript',
  interpreter: { name: 'Node.js', found: 'the nearest to the Runtime, on the PATH or of a version manager' },
  runtimePrefixes: ['nodejs'],
  defaultRuntime: 'nodejs20.x',
  sourceEndings: ['.ts', '.mts', '.cts', '.tsx', '.jsx'],
  runnableEndings: ['.js', '.mjs', '.cjs'],
  initFiles: [],
  withoutCode: /\.d\.[cm]?ts$/,
  editorLanguages: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'],
  usualNames: ['handler', 'lambdaHandler'],
  example: 'export const handler = async (event) => { … } (in CommonJS: exports.handler = async (event) => { … })',
  debugger: {
    type: 'pwa-node',
    attachment: ({ host, port, cwd, outFiles, beside = [] }, ownFiles) => ({
      address: host,
      port,
      continueOnAttach: true,
      cwd,
      sourceMaps: true,
      outFiles: [
        ...outFiles.map(withSlashes),
        ...[cwd, ...beside].map((folder) => `${withSlashes(folder)}/**/*.{js,mjs,cjs}`),
        // Others' packages are many, and their maps need not be read before the code runs.
        '!**/node_modules/**',
      ],
      // Bundles of TypeScript handlers lie outside the workspace.
      resolveSourceMapLocations: null,
      skipFiles: ['<node_internals>/**', ownFiles],
      // What the handler prints the run writes already; read from the console once more it would stand there twice.
      outputCapture: 'std',
      autoAttachChildProcesses: false,
    }),
  },
  splitHandler,
  exportsOf: javascriptExports,
};

/** The file's name goes up to its first dot; the rest is the (possibly nested) export. */
function splitHandler(handler: string): HandlerName {
  const dot = handler.indexOf('.', handler.lastIndexOf('/') + 1);
  if (dot < 0) return { modulePath: handler, exportName: 'handler' };
  return { modulePath: handler.slice(0, dot), exportName: handler.slice(dot + 1) };
}

function withSlashes(file: string): string {
  return file.replace(/\\/g, '/');
}
