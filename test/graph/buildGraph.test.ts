/** Layouts as text, and the laws every layout keeps. `UPDATE=1` rewrites the texts; read the difference as code. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from '../harness/properties';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../core/graph/arrange/arrange';
import { buildGraph } from '../../core/graph/buildGraph';
import { edgeId, type Picture, type PlacedNode } from '../../core/graph/graphView';
import { buildMachine, type Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { overlaps } from './overlaps';
import { pictureText } from './pictureText';

const FIXTURES = path.join(__dirname, 'fixtures');

function read(text: string): Machine {
  return buildMachine(parseDocument('machine.asl.json', text, 'json'))!;
}

const whole = (machine: Machine): Picture => arrange({ graph: buildGraph(machine), isOpen: () => true });

function checkLaws(machine: Machine): void {
  const view = whole(machine);
  expect(brokenLaws(machine, view)).toEqual([]);
  expect(whole(machine), 'the same machine gives the same picture').toEqual(view);
}

/** A sentence for each fault. */
function brokenLaws(machine: Machine, view: Picture): string[] {
  const faults: string[] = [];
  const law = (holds: boolean | undefined, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const byId = new Map(view.nodes.map((node) => [node.id, node]));
  law(byId.size === view.nodes.length, 'ids are not unique');
  for (const node of view.nodes) {
    const whole = { x: 0, y: 0, width: view.width, height: view.height };
    const holder = node.parent === undefined ? whole : byId.get(node.parent);
    law(holder && isInside(node, holder), `${node.id} leaves ${node.parent ?? 'the picture'}`);
  }
  for (const pair of overlaps(view.nodes)) faults.push(`${pair} overlap`);
  for (const edge of view.edges) {
    law(byId.has(edge.from) && byId.has(edge.to), `${edge.id} joins no nodes`);
    law(edge.points.length !== 1, `${edge.id} has no way`);
    law((edge.labelAt === undefined) === (edge.label === undefined), `${edge.id} has no place for its label`);
    const within = edge.points.every(({ x, y }) => x >= 0 && y >= 0 && x <= view.width && y <= view.height);
    law(within, `${edge.id} leaves the picture`);
  }
  const edges = new Set(view.edges.map((edge) => edge.id));
  for (const state of machine.states) {
    if (state.scope.byName.get(state.name) !== state) continue;
    law(byId.has(state.path), `${state.path} is not drawn`);
    for (const { kind, index, target } of state.transitions) {
      const id = edgeId(state.path, kind, index);
      law(edges.has(id) === state.scope.byName.has(target), `${id} is drawn if its target does not exist, or else not`);
    }
  }
  return faults;
}

type Box = Pick<PlacedNode, 'x' | 'y' | 'width' | 'height'>;

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

describe('layouts', () => {
  for (const file of readdirSync(FIXTURES).filter((name) => name.endsWith('.asl.json'))) {
    it(file.replace('.asl.json', ''), () => {
      const machine = read(readFileSync(path.join(FIXTURES, file), 'utf8'));
      const text = pictureText(whole(machine));
      const expected = path.join(FIXTURES, file.replace('.asl.json', '.graph.txt'));
      if (process.env.UPDATE) writeFileSync(expected, text);
      expect(text).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
      checkLaws(machine);
    });
  }
});

/** Any states, with transitions anywhere, also to themselves, to nothing, and back. */
const anyScope = fc.letrec<{ scope: object }>((tie) => ({
  scope: fc
    .array(
      fc.record({
        kind: fc.constantFrom('Task', 'Choice', 'Succeed', 'Map', 'Parallel', 'Wait'),
        targets: fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }),
        inner: fc.option(tie('scope'), { depthSize: 'small', nil: undefined }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((states) => ({
      StartAt: 'S0',
      States: Object.fromEntries(
        states.map(({ kind, targets, inner }, index) => {
          const [first, ...others] = targets.map((target) => `S${target}`);
          const rules = others.map((Next, rule) => ({ Variable: '$.x', NumericEquals: rule, Next }));
          const catchers = others.map((Next) => ({ ErrorEquals: ['States.ALL'], Next }));
          const bodies: Record<string, object> = {
            Choice: { Choices: rules, Default: first },
            Succeed: {},
            Map: { Next: first, Catch: catchers, ...(inner && { ItemProcessor: inner }) },
            Parallel: { Next: first, Catch: catchers, Branches: inner ? [inner, inner] : [] },
          };
          return [`S${index}`, { Type: kind, ...(bodies[kind] ?? { Next: first, Catch: catchers }) }];
        }),
      ),
    })),
}));

describe('laws', () => {
  it('hold for any machine', () => {
    fc.assert(
      fc.property(anyScope.scope, (definition) => checkLaws(read(JSON.stringify(definition)))),
      { numRuns: 12, seed: 7 },
    );
  });

  it.each([
    ['each hands its errors a little further on', (index: number) => `Step ${Math.min(199, index + 3)}`],
    ['all hand their errors to one', () => 'Step 199'],
  ])('hold for 200 states, where %s', (_title, handler) => {
    const States = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `Step ${index}`,
        {
          Type: 'Task',
          Resource: `arn:aws:lambda:eu-west-1:123456789012:function:step-${index}`,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: handler(index) }],
          ...(index === 199 ? { End: true } : { Next: `Step ${index + 1}` }),
        },
      ]),
    );
    checkLaws(read(JSON.stringify({ StartAt: 'Step 0', States })));
  });
});
