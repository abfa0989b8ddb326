import { declaration, literally } from './headPattern';
import type { ForeignRuntime } from './handlerRuntime';

export const dotnet = {
  name: '.NET',
  runtimePrefixes: ['dotnet'],
  interpreter: { name: '.NET', found: 'the dotnet on the PATH' },
  client: 'a published executable with Amazon.Lambda.RuntimeSupport',
  // `Assembly::Namespace.Orders::Handle`
  sourcesOf: (handler: string) => ['.cs', '.fs'].map((ending) => `/${classOf(handler)}${ending}`),
  sourceEndings: ['.cs', '.fs'],
  editorLanguages: ['csharp', 'fsharp'],
  // The handler of an executable is its name alone.
  headOf: (handler: string) => declaration(literally(handler.split('::')[2] ?? 'Main')),
} satisfies ForeignRuntime;

/**
 * `Orders` of `Assembly::Namespace.Orders::Handle`, and of `Assembly::Namespace.Orders_Handle_Generated::Handle`, the class that
 * Amazon.Lambda.Annotations makes around a method of Orders.
 */
function classOf(handler: string): string {
  const [, type = 'Function', method] = handler.split('::');
  const written = type.split('.').at(-1)!;
  const generated = `_${method}_Generated`;
  return written.endsWith(generated) ? written.slice(0, -generated.length) : written;
}
