/** What a mock of a call starts from, by AWS's models: line by line in `tables/sampleAnswers.txt`, a call with what it gives. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { actionInDefinition } from '../../core/catalog/services/javaNames';
import { sampleAnswer } from '../../core/catalog/services/sampleAnswer';
import { loadCatalogue } from '../../services/loadTables';
import type { JsonObject } from '../../core/json';
import { expectAnswers } from '../harness/golden';

const catalogue = loadCatalogue();

test('what a mock of a call starts from', () =>
  expectAnswers(path.join(__dirname, 'tables/sampleAnswers.txt'), (call) => {
    const [, service = '', action = '', given = '{}'] = /^(\w+):(\w+) ?(.*)$/.exec(call) ?? [];
    const operation = catalogue.table(service)!.operations.get(action)!;
    const resource = `arn:aws:states:::aws-sdk:${service}:${actionInDefinition(action)}`;
    return JSON.stringify(sampleAnswer(resource, operation, JSON.parse(given || '{}') as JsonObject));
  }));

test('what is known is not written into', () => {
  const operation = catalogue.table('dynamodb')!.operations.get('UpdateItem')!;
  const answer = (input: JsonObject) => sampleAnswer('arn:aws:states:::aws-sdk:dynamodb:updateItem', operation, input);
  answer({});
  expect(answer({ ReturnValues: 'ALL_NEW' })).toHaveProperty('Attributes');
});
