import { declaration, literally } from './headPattern';
import type { ForeignRuntime } from './handlerRuntime';

export const dotnet = {
  name: '.NET',
  runtimePrefixes: ['dotnet'],
  interpreter: { name: '.NET', found: 'the dotnet on the PATH' },
  client: 'a published executable with Amazon.Lambda.RuntimeSupport',
  // `Assembly::Namespace.Orders::Handle`
  sourcesOf: (handler: string) =>
    ['.cs', '.fs'].map((ending) => `/${handler.split('::').at(1)?.split('.').at(-1) ?? 'Function'}${ending}`),
  sourceEndings: ['.cs', '.fs'],
  editorLanguages: ['csharp', 'fsharp'],
  // The handler of an executable is its name alone.
  headOf: (handler: string) => declaration(literally(handler.split('::')[2] ?? 'Main')),
} satisfies ForeignRuntime;
