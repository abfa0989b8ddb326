import { expect, it } from 'vitest';
import { expressionAt } from '../../client/expressionAt';

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
