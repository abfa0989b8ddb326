import { expect, it } from 'vitest';
import { expressionAt, expressionsIn } from '../../client/expressionAt';

/** The bar is the cursor. */
it.each([
  ['"Variable": "$.to|tal",', '$.total'],
  ['"x.$": "$.order.it|ems[0].price"', '$.order.items'],
  ['"x.$": "$.order.items[0].pri|ce"', '$.order.items[0].price'],
  ['"x.$": "|$"', '$'],
  ['"x.|$": "y"', undefined],
  ['"id.$": "$$.Execution.I|d"', '$$.Execution.Id'],
  ['"Output": "{% $states.input.i|d & $tail %}"', '$states.input.id'],
  ['"Output": "{% $states.input.id & $ta|il %}"', '$tail'],
  ['"Output": "{% $su|m($prices) %}"', undefined],
  ['"Output": "{% $sum($pri|ces) %}"', '$prices'],
  ['  ItemsPath: $.li|st', '$.list'],
  ['"Type": "Ta|sk"', undefined],
])('%s', (marked, expected) => {
  const character = marked.indexOf('|');
  expect(expressionAt(marked.replace('|', ''), character)?.text).toBe(expected);
});

it.each([
  ['"x.$": "$.order.items[0].price", "y": "$$.State.Name"', ['$.order.items[0].price', '$$.State.Name']],
  ['"Output": "{% $sum($prices) + $states.input.id %}"', ['$prices', '$states.input.id']],
  ['"Type": "Task"', []],
])('a line has %s', (line, expected) => {
  const found = expressionsIn(line);
  expect(found.map(({ text }) => text)).toEqual(expected);
  for (const { start, text } of found) expect(line.slice(start, start + text.length)).toBe(text);
});
