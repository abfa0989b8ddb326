import { literally } from './headPattern';
import type { ForeignRuntime } from './handlerRuntime';

export const ruby = {
  name: 'Ruby',
  runtimePrefixes: ['ruby'],
  interpreter: { name: 'Ruby', found: 'the one on the PATH' },
  client: "AWS's gem aws_lambda_ric",
  // `lambda_function.LambdaFunctions::Handler.process`
  sourcesOf: (handler: string) => [`/${handler.split('.')[0]!}.rb`],
  sourceEndings: ['.rb'],
  editorLanguages: ['ruby'],
  headOf: (handler: string) => new RegExp(`^\\s*def (?:self\\.)?${literally(handler.split('.').at(-1)!)}\\b`, 'm'),
} satisfies ForeignRuntime;
