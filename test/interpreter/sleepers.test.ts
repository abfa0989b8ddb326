import fc from '../harness/properties';
import { expect, test } from 'vitest';
import { Sleepers, type Sleeper } from '../../core/interpreter/sleepers';

const steps = fc.array(
  fc.oneof(fc.record({ add: fc.nat(9) }), fc.record({ remove: fc.nat(50) }), fc.constant({ take: true as const })),
  { maxLength: 200 },
);

test('sleepers are taken by due time and order, whoever lies down or leaves in between', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const sleepers = new Sleepers();
      const model: Sleeper[] = [];
      const gone: Sleeper[] = [];
      const sort = (): void => void model.sort((one, other) => one.due - other.due || one.order - other.order);
      all.forEach((step, order) => {
        if ('add' in step) {
          const sleeper = { due: step.add, order, wake: () => undefined };
          sleepers.add(sleeper);
          model.push(sleeper);
          sort();
        } else if ('take' in step) {
          expect(sleepers.takeFirst()).toBe(model.shift());
        } else {
          const [sleeper] = model.splice(step.remove % (model.length || 1), 1);
          if (sleeper) gone.push(sleeper);
          for (const each of gone) sleepers.remove(each);
        }
        expect(sleepers.isEmpty).toBe(model.length === 0);
      });
      while (model.length > 0) expect(sleepers.takeFirst()).toBe(model.shift());
    }),
  );
});
