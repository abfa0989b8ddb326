import type { HandlerLanguage, HandlerName } from './handlerLanguage';
import { pythonExports } from './pythonExports';

export const python: HandlerLanguage = {
  name: 'Python',
  interpreter: { name: 'Python', found: "the project's virtual environment, else the nearest to the Runtime" },
  runtimePrefixes: ['python'],
  defaultRuntime: 'python3.12',
  sourceEndings: [],
  runnableEndings: ['.py'],
  initFiles: ['/__init__.py'],
  editorLanguages: ['python'],
  usualNames: ['lambda_handler', 'handler'],
  example: 'def lambda_handler(event, context): …',
  debugger: {
    type: 'debugpy',
    extension: { name: 'Python Debugger', id: 'ms-python.debugpy' },
    speaksProtocol: true,
    attachment: ({ host, port, beside = [] }, ownFiles) => ({
      connect: { host, port },
      justMyCode: true,
      rules: [
        // An exception that gets there has left the handler's code.
        { path: ownFiles, include: false },
        // Below `site-packages`, where layers have it, code counts as somebody else's.
        ...beside.map((folder) => ({ path: `${folder.replace(/\\/g, '/')}/**`, include: true })),
      ],
    }),
  },
  splitHandler,
  exportsOf: pythonExports,
};

/** Everything before the last dot is the module, dots and slashes alike. */
function splitHandler(handler: string): HandlerName {
  const dot = handler.lastIndexOf('.');
  if (dot < 0) return { modulePath: handler, exportName: 'handler' };
  return { modulePath: handler.slice(0, dot).replace(/\./g, '/'), exportName: handler.slice(dot + 1) };
}
