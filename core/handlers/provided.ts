import type { ForeignRuntime } from './handlerRuntime';

/** Any executable that speaks the Runtime API: Go, Rust, C++, a script. */
export const provided: ForeignRuntime = {
  name: 'Custom runtime',
  // `go1.x` was one whose executable has the handler's name.
  runtimePrefixes: ['provided', 'go'],
  // `bin/hello` is what `hello/main.go` is built into.
  sourcesOf: (handler) => [
    `/${handler}.go`,
    `/${handler.split('/').at(-1)!}/main.go`,
    '/main.go',
    '/src/main.rs',
    `/${handler}`,
    '/bootstrap',
  ],
  sourceEndings: ['.go', '.rs'],
  editorLanguages: ['go', 'rust'],
  headOf: () => /^(?:func|(?:async )?fn) main\b/m,
};
