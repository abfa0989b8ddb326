import { expect, it } from 'vitest';
import { eventsFor } from '../../client/eventOrder';

const labels = ['order', 'large-order', 'charge-card/charge', 'notify/letter', 'shipping/parcel', 'orders/one'];
const events = labels.map((label) => ({ label, file: `/p/events/${label}.json` }));
const functions = [
  { name: 'ChargeCardFunction', names: ['ChargeCardFunction'], file: '/p/src/charge-card.ts', exportName: 'handler' },
  {
    name: 'NotifyFunction',
    names: ['NotifyFunction', 'notify-customer'],
    file: '/p/notify/index.js',
    exportName: 'run',
  },
];

it.each([
  ['a machine', { names: ['orders'] }, ['orders/one', 'order', 'large-order', 'shipping/parcel']],
  [
    'a function, by its file',
    { isFunction: true, names: [], function: 'ChargeCardFunction' },
    ['charge-card/charge', 'order', 'large-order', 'shipping/parcel', 'orders/one', 'notify/letter'],
  ],
  [
    'a function, by its name',
    { isFunction: true, names: [], function: 'notify-customer' },
    ['notify/letter', 'order', 'large-order', 'shipping/parcel', 'orders/one', 'charge-card/charge'],
  ],
  ['a file no template mentions', { names: ['shipping'] }, ['shipping/parcel', 'order', 'large-order', 'orders/one']],
])('offers %s its own events first, and a machine no function’s', (_what, subject, expected) => {
  expect(eventsFor(subject, events, functions).map(({ label }) => label)).toEqual(expected);
});
