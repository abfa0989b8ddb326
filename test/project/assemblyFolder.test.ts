/** The folder of a cloud assembly, where nothing above it is its app: each template in it is one stack. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../project';

test('a template that the CDK has written is no second stack of its own', () => {
  const folder = path.resolve(__dirname, '../fixtures/projects/cdk-assembly/cdk.out');
  const { stacks, machines } = readProject(folder, { definition: path.join(folder, 'Shop.template.json') });
  expect(stacks.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['Shop cdk', 'ProdShop cdk']);
  expect(machines.map(({ name, stack }) => `${stack} ${name}`)).toEqual([
    'Shop FlowA74D6E88',
    'Shop FromFile84BFAE38',
    'Shop texts',
    'ProdShop FlowA74D6E88',
  ]);
});
