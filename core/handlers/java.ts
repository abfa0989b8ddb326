import { declaration, literally } from './headPattern';
import type { ForeignRuntime } from './handlerRuntime';

export const java = {
  name: 'Java',
  runtimePrefixes: ['java'],
  interpreter: { name: 'Java', found: 'that of JAVA_HOME, else the one on the PATH' },
  client: "AWS's aws-lambda-java-runtime-interface-client",
  // `com.example.Orders::handle` or `com.example.Orders`
  sourcesOf: (handler: string) =>
    ['.java', '.kt', '.scala'].map((ending) => `/${handler.split('::')[0]!.replaceAll('.', '/')}${ending}`),
  sourceEndings: ['.java', '.kt', '.scala'],
  editorLanguages: ['java', 'kotlin', 'scala'],
  // `com.example.Orders` is a class that implements `handleRequest`.
  headOf: (handler: string) => declaration(literally(handler.split('::')[1] ?? 'handleRequest')),
} satisfies ForeignRuntime;
