/** The first and the last number that each field takes, and those beyond: what the rules say of either. */
import { expect, test } from 'vitest';
import { FIELDS } from '../../core/catalog/fields';
import type { FieldSpec } from '../../core/catalog/types';
import { buildMachine } from '../../core/model';
import { validate } from '../../core/rules';
import { parseDocument } from '../../core/syntax';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
const PROCESSOR = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'In',
  States: { In: { Type: 'Pass', End: true } },
};
const MAP = { Type: 'Map', ItemProcessor: PROCESSOR, End: true };

/** A machine with some fields in an owner. */
const MACHINES: { readonly [owner: string]: (fields: object) => object } = {
  machine: (fields) => ({ StartAt: 'S', States: { S: { Type: 'Succeed' } }, ...fields }),
  Task: (fields) => inState({ ...TASK, ...fields }),
  Wait: (fields) => inState({ Type: 'Wait', End: true, ...fields }),
  Map: (fields) => inState({ ...MAP, ...fields }),
  readerConfig: (fields) =>
    inState({
      ...MAP,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON', ...fields } },
    }),
  itemBatcher: (fields) => inState({ ...MAP, ItemBatcher: fields }),
  retrier: (fields) => inState({ ...TASK, Retry: [{ ErrorEquals: ['States.ALL'], ...fields }] }),
};

function inState(state: object): object {
  return { StartAt: 'S', States: { S: state } };
}

/** What is said of the number itself. */
function said(owner: string, { name }: FieldSpec, value: number): string[] {
  const document = parseDocument('m.asl.json', JSON.stringify(MACHINES[owner]!({ [name]: value })), 'json');
  return validate(document, buildMachine(document)).flatMap(({ code, message }) =>
    code === 'field-range' ? [message] : [],
  );
}

const RANGED = FIELDS.flatMap((spec) =>
  spec.minimum === undefined && spec.maximum === undefined
    ? []
    : spec.owners.map((owner) => [`${spec.name} of ${owner}`, owner, spec] as const),
);

test.each(RANGED)('%s', (_what, owner, spec) => {
  const { name, minimum, maximum } = spec;
  expect(MACHINES[owner], `a machine with a ${owner}`).toBeDefined();
  for (const fits of [minimum, maximum]) if (fits !== undefined) expect(said(owner, spec, fits)).toEqual([]);
  if (minimum !== undefined)
    expect(said(owner, spec, minimum - 1)).toEqual([`"${name}" must be at least ${minimum}, not ${minimum - 1}.`]);
  if (maximum !== undefined)
    expect(said(owner, spec, maximum + 1)).toEqual([`"${name}" must be at most ${maximum}, not ${maximum + 1}.`]);
});
