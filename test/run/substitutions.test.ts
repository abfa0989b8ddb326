/** Values that nobody has given, in the templates of States.Format. */
import { expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import type { ObjectNode } from '../../core/syntax/tree';
import { substitutedValues } from '../../run/substitutions';

test('a placeholder without a value stands for itself in a template, one with a value for that', () => {
  const definition = {
    'uri.$': "States.Format('s3://${Bucket}/${Known}/{}', $.key)",
    'plain.$': '$.${Bucket}',
    note: "States.Format('${Bucket}')",
  };
  const { root } = parseDocument('a.asl.json', JSON.stringify(definition), 'json');
  expect(substitutedValues({ names: { Known: 'in' } })(root as ObjectNode)).toEqual({
    ...definition,
    'uri.$': String.raw`States.Format('s3://$\{Bucket\}/in/{}', $.key)`,
  });
});
