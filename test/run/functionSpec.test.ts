/** A function of a project, as the process that runs it takes it: what goes over, and what is in the way. */
import { describe, expect, test } from 'vitest';
import type { Project, ProjectFunction } from '../../project';
import { functionSpec, isRunHere } from '../../run/functionSpec';

const stacks = [{ id: 'template.yaml', files: ['/shop/template.yaml'], region: 'eu-west-1' }];
const project = { root: '/shop', stacks } as unknown as Project;
const found = (more: object = {}): ProjectFunction =>
  ({
    name: 'charge',
    source: { file: '/shop/template.yaml', line: 0 },
    codeDir: '/shop/src',
    file: '/shop/src/app.js',
    exportName: 'run',
    ...more,
  }) as ProjectFunction;
const NOT_RUN = 'Nothing here runs it.';

describe('what is in the way', () => {
  test.each<[more: object, problem: string]>([
    [{ fault: 'Its template is broken.', notRun: NOT_RUN }, 'Its template is broken.'],
    [{ notRun: NOT_RUN }, NOT_RUN],
    [{ notRun: NOT_RUN, runtime: 'nodejs20.x' }, NOT_RUN],
    [{ notRun: NOT_RUN, runtime: 'provided.al2023' }, NOT_RUN],
    [{ file: undefined, problem: 'There is no such folder.' }, 'There is no such folder.'],
    [{ file: undefined }, 'The function charge has no source file.'],
  ])('%j: %s', (more, problem) => expect(functionSpec(found(more), project)).toEqual({ problem }));
});

describe('what goes over', () => {
  test.each<[more: object, spec: object]>([
    [
      {},
      {
        file: '/shop/src/app.js',
        codeDir: '/shop/src',
        exportName: 'run',
        projectDir: '/shop',
        name: 'charge',
        region: 'eu-west-1',
      },
    ],
    [{ exportName: undefined }, { exportName: 'handler' }],
    [{ isBundled: true }, { isBundled: true }],
    [
      { timeout: 7, memorySize: 256, environment: { A: '1' } },
      { timeoutSeconds: 7, memorySize: 256, environment: { A: '1' } },
    ],
    [
      { layers: ['/shop/layer'], configuration: { ephemeralStorage: 512 } },
      { layers: ['/shop/layer'], ephemeralStorage: 512 },
    ],
    [
      { runtime: 'java21', handler: 'a.B::c', names: ['charge'], notRun: NOT_RUN },
      { handler: 'a.B::c', names: ['charge'] },
    ],
    [
      { runtime: 'provided.al2023', file: undefined, handler: 'x' },
      { file: '/shop/src', handler: 'x' },
    ],
  ])('%j: %j', (more, spec) => expect(functionSpec(found(more), project)).toMatchObject(spec));

  test('is no handler of other languages for ours, and no empty list of layers', () => {
    const spec = functionSpec(found({ runtime: 'nodejs20.x', handler: 'app.run', layers: [] }), project);
    expect(Object.keys(spec)).toEqual(expect.not.arrayContaining(['handler', 'names', 'layers', 'isBundled']));
  });
});

test.each<[more: object, runs: boolean]>([
  [{}, true],
  [{ file: undefined }, false],
  [{ file: undefined, inline: {} }, true],
  [{ fault: 'x' }, false],
  [{ notRun: 'x' }, false],
  [{ notRun: 'x', inline: {} }, false],
])('%j is run here: %s', (more, runs) => expect(isRunHere(found(more))).toBe(runs));
