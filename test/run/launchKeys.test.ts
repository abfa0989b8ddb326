/** What is said of a launch configuration that cannot be meant: a sentence each, and none where all is well. */
import { describe, expect, it } from 'vitest';
import { launchProblem, namesFunction, needlessKey, RUN_OPTIONS } from '../../run';

const HERE = ' in the launch configuration';

const PROBLEMS: readonly (readonly [object, string | undefined])[] = [
  [{ stopOnEntri: true }, `"stopOnEntri"${HERE} is unknown. Did you mean "stopOnEntry"?`],
  [{ progam: 'a' }, `"progam"${HERE} is unknown. Did you mean "program"?`],
  [{ cwd: '/' }, `"cwd"${HERE} is unknown. Remove it.`],
  [{ installSdk: true }, `"installSdk"${HERE} is unknown. Remove it.`],
  [{ seed: '7' }, `"seed"${HERE} must be a whole number, not "7".`],
  [{ maxProcesses: 0 }, `"maxProcesses"${HERE} must be a whole number from 1, not 0.`],
  [{ stopOnEntry: 'yes' }, `"stopOnEntry"${HERE} must be true or false, not "yes".`],
  [{ clock: 'fast' }, `"clock"${HERE} must be "real" or "skip", not "fast".`],
  [{ machine: null }, `"machine"${HERE} must be a string, not null.`],
  [{ awsTarget: { kind: 'endpoint', ulr: '' } }, `"ulr" of "awsTarget"${HERE} is unknown. Did you mean "url"?`],
  [{ cwd: null, env: undefined, input: null }, undefined],
  [{ type: 'stepwise', request: 'launch', name: 'x', __sessionId: '1', presentation: {}, windows: {} }, undefined],
  [{ awsTarget: { kind: 'aws', profile: 'dev', region: 'eu-west-1' } }, undefined],
];

const NEEDLESS: readonly (readonly [object, 'machine' | 'function', string | undefined])[] = [
  [{ seed: 7 }, 'function', `"seed"${HERE} has no effect on a Lambda function. Remove it.`],
  [{ function: 'f' }, 'machine', `"function"${HERE} has no effect on a state machine. Remove it.`],
  [{ seed: 7, clock: 'skip' }, 'machine', undefined],
  [{ function: 'f', clock: 'skip', seed: undefined, machine: null }, 'function', undefined],
];

const NAMING: readonly (readonly [object, file: string, boolean])[] = [
  [{ function: 'f' }, 'template.yaml', true],
  [{ function: 'f', machine: null }, 'template.yaml', true],
  [{ function: null }, 'template.yaml', false],
  [{ function: 'f', machine: 'm' }, 'template.yaml', false],
  [{ function: 'f' }, 'order.asl.json', false],
  [{}, 'template.yaml', false],
];

describe('a launch configuration', () => {
  it.each(NAMING)('%j of %s means a function: %s', (args, file, is) => expect(namesFunction(args, file)).toBe(is));
  it.each(PROBLEMS)('%j', (args, problem) => expect(launchProblem(args)).toBe(problem));
  it.each(NEEDLESS)('%j of a %s', (args, target, problem) => expect(needlessKey(args, target)).toBe(problem));

  it('may have every attribute that the table has', () => {
    const names = Object.entries(RUN_OPTIONS).flatMap(([name, { attribute }]) => (attribute ? [name] : []));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(launchProblem({ [name]: undefined, [`${name}x`]: 1 })).toContain(`"${name}x"`);
    for (const name of names) expect(launchProblem({ [name]: null }) ?? '').not.toContain('is unknown');
  });
});
