import { expect, test } from 'vitest';
import { unknownActions } from '../../run/mocks/unknownActions';

test.each<[string, string | undefined]>([
  ['dynamodb:GetItem', undefined],
  ['dynamodb:getItem', undefined],
  ['events:PutEvents', undefined],
  ['eventbridge:putEvents', undefined],
  ['secrets-manager:GetSecretValue', undefined],
  ['elasticmapreduce:addStep', undefined],
  ['dynamodb:GetItm', 'Did you mean "dynamodb:GetItem"?'],
  ['dinamodb:GetItem', 'Did you mean "dynamodb:GetItem"?'],
  ['dynamodb:Whatever', 'have no such action.'],
  ['nothing:Whatever', 'have no such action.'],
])('%s', (key, end) => {
  const told = unknownActions({ [key]: { return: {} } });
  expect(told).toEqual(
    end === undefined ? [] : [expect.stringMatching(/^The mock of ".*" answers nothing: AWS's models of \d{4}-/)],
  );
  expect(told.every((each) => each.endsWith(end!))).toBe(true);
});
