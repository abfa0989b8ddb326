/** The parts of Step Functions' API: what an ARN is taken for, and what a machine's configuration may be. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { ApiError } from '../../run/stepFunctions/apiError';
import { checkArn } from '../../run/stepFunctions/arns';
import { configured, DEFAULT_CONFIGURATION } from '../../run/stepFunctions/configuration';

const arn = (rest: string): string => `arn:aws:states:us-east-1:123456789012:${rest}`;

test.each<[given: string, types: readonly string[], refusal: string | undefined]>([
  [arn('stateMachine:m'), ['stateMachine'], undefined],
  [arn('execution:m:e'), ['stateMachine', 'execution'], undefined],
  [arn('stateMachine:m'), ['execution'], 'Resource type not valid in this context: statemachine'],
  [arn('mapRun:m/l:1'), [], 'Resource type not valid in this context: maprun'],
  ['stateMachine:m', ['stateMachine'], 'Invalid ARN prefix: stateMachine:m'],
  [arn('stateMachine'), ['stateMachine'], arn('stateMachine')],
  [arn('stateMachine:'), ['stateMachine'], arn('stateMachine:')],
  [arn(':m'), ['stateMachine'], arn(':m')],
  [
    'arn:aws:sqs:us-east-1:123456789012:stateMachine:m',
    ['stateMachine'],
    'arn:aws:sqs:us-east-1:123456789012:stateMachine:m',
  ],
])('%s as one of %j', (given, types, refusal) => {
  const found = checkArn(given, ...types);
  if (refusal === undefined) expect(found).toBeUndefined();
  else expect(JSON.stringify(found)).toContain(refusal);
});

const OWN = {
  loggingConfiguration: { level: 'ALL', includeExecutionData: true, destinations: [{}] },
  tracingConfiguration: { enabled: true },
  encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' },
};

test.each<[what: string, request: JsonObject, made: object | string, before?: typeof OWN]>([
  ['nothing', {}, DEFAULT_CONFIGURATION],
  ['nothing, where there was something', {}, OWN, OWN],
  [
    'null for each',
    { loggingConfiguration: null, tracingConfiguration: null, encryptionConfiguration: null },
    OWN,
    OWN,
  ],
  ['all', OWN, OWN],
  [
    'a part, which is wholly its own',
    { loggingConfiguration: {}, tracingConfiguration: {} },
    { ...DEFAULT_CONFIGURATION, encryptionConfiguration: OWN.encryptionConfiguration },
    OWN,
  ],
  [
    'logging that is off and goes nowhere',
    { loggingConfiguration: { level: 'OFF', destinations: [] } },
    { ...DEFAULT_CONFIGURATION, loggingConfiguration: { includeExecutionData: false, level: 'OFF', destinations: [] } },
  ],
  ['logging to nowhere', { loggingConfiguration: { level: 'ERROR' } }, 'exactly one Log Destination'],
  [
    'logging to no place',
    { loggingConfiguration: { level: 'ERROR', destinations: [] } },
    'exactly one Log Destination',
  ],
  [
    'logging to two places',
    { loggingConfiguration: { level: 'FATAL', destinations: [{}, {}] } },
    'exactly one Log Destination',
  ],
  ['no key', { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } }, 'needs a kmsKeyId'],
  ['a key of nobody', { encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsKeyId: 'k' } }, 'has no kmsKeyId'],
  [
    'a key of nobody for a time',
    { encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsDataKeyReusePeriodSeconds: 60 } },
    'has no kmsKeyId',
  ],
  [
    'a key of AWS',
    { encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsKeyId: null } },
    { ...DEFAULT_CONFIGURATION, encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsKeyId: null } },
  ],
])('a configuration of %s', (_what, request, made, before) => {
  const found = configured(request, before);
  if (typeof made === 'string') {
    expect(found).toBeInstanceOf(ApiError);
    expect(JSON.stringify(found)).toContain(made);
  } else expect(found).toEqual(made);
});
