import type { ForeignRuntime } from './handlerRuntime';

export const ruby = {
  name: 'Ruby',
  runtimePrefixes: ['ruby'],
  interpreter: { name: 'Ruby', found: 'the one on the PATH' },
  client: "AWS's gem aws_lambda_ric",
  // `lambda_function.LambdaFunctions::Handler.process`
  sourcesOf: (handler: string) => [`/${handler.split('.')[0]!}.rb`],
} satisfies ForeignRuntime;
