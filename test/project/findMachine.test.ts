/** Which machine of a project a text means: to the letter, else by what is alike, and none where two are. */
import { expect, test } from 'vitest';
import { findMachine, type Project } from '../../project';

/** Names, each with its logical id behind a slash. */
const projectOf = (...machines: readonly string[]): Project =>
  ({
    machines: machines.map((each) => {
      const [name, alias] = each.split('/');
      return { name, ...(alias !== undefined && { aliases: [alias] }) };
    }),
  }) as unknown as Project;

const arn = (name: string): string => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;

test.each<[string, readonly string[], string | undefined]>([
  ['orders', ['orders', 'returns'], 'orders'],
  [arn('orders'), ['returns', 'orders'], 'orders'],
  [arn('orders:3'), ['returns', 'orders'], 'orders'],
  ['OrdersMachine', ['orders/OrdersMachine'], 'orders'],
  ['${OrdersArn}', ['returns', 'orders'], 'orders'],
  ['${OrdersStateMachine}', ['returns', 'orders'], 'orders'],
  ['ORDERS_ARN', ['my-orders', 'orders'], 'orders'],
  [arn('Orders'), ['returns', 'orders'], 'orders'],
  // Two are alike: whichever were taken might be the wrong one.
  ['${OrdersArn}', ['orders', 'orders-statemachine'], undefined],
  ['OrdersArn', ['orders', 'Orders'], undefined],
  // One of them to the letter.
  ['Orders', ['orders', 'Orders'], 'Orders'],
  ['invoices', ['orders'], undefined],
  [' orders ', ['orders'], 'orders'],
])('%j among %j is %j', (text, machines, expected) =>
  expect(findMachine(projectOf(...machines), text)?.name).toBe(expected),
);
