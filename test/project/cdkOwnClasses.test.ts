/** Functions that classes of the app's own make by `super(…)`, and what they are given, there and outside. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const FUNCTIONS = `import { NodejsFunction, NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class LoggedFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: NodejsFunctionProps) {
    super(scope, \`Logged\${id}\`, { ...props, environment: Object.assign({ LEVEL: 'info' }, props.environment) });
    this.addEnvironment('LOGGED', 'yes');
  }
}

export class MailFunction extends LoggedFunction {
  constructor(scope: Construct, id: string) {
    super(scope, id, { entry: 'src/mail.ts', environment: Object.fromEntries([['FROM', 'shop@example.com']]) });
  }
}
`;
const STACK = `import { App, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { LoggedFunction, MailFunction } from './functions';

class Shop extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const limit = new StringParameter(this, 'Limit', { parameterName: '/shop/limit', stringValue: '7' });
    const price = new LoggedFunction(this, 'Price', { entry: 'src/price.ts' });
    price.addEnvironment('LIMIT', limit.parameterName);
    const mail = new MailFunction(this, 'Mail');
    mail.addEnvironment('COPY', 'none');
  }
}
new Shop(new App(), 'Shop');
`;

test('their variables are those of each object', () => {
  const folder = temporaryFolder({
    'cdk.json': '{ "app": "npx ts-node bin/shop.ts" }',
    'bin/functions.ts': FUNCTIONS,
    'bin/shop.ts': STACK,
    'src/price.ts': 'export const handler = async () => 1;',
    'src/mail.ts': 'export const handler = async () => 1;',
  });
  const { functions, problems } = readProject(folder);
  expect(Object.fromEntries(functions.map(({ name, environment }) => [name, environment]))).toEqual({
    LoggedPrice: { LEVEL: 'info', LOGGED: 'yes', LIMIT: '/shop/limit' },
    LoggedMail: { LEVEL: 'info', FROM: 'shop@example.com', LOGGED: 'yes', COPY: 'none' },
  });
  expect(problems).toEqual([]);
});
