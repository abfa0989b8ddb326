/** Machines of the sizes and shapes that AWS accepts: a definition may have 1 MB. */

interface Definition {
  readonly StartAt: string;
  readonly States: Record<string, object>;
}

const machine = (entries: readonly (readonly [string, object])[]): Definition => ({
  StartAt: entries[0]![0],
  States: Object.fromEntries(entries),
});
const task = (index: number): object => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:step-${index}`,
  Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 }],
});

/** Tasks in a row, each with a catcher, and a Choice of three ways every sixth state. */
export function ordinary(count: number): Definition {
  const name = (index: number): string => (index < count ? `Step ${index}` : 'Done');
  const entries = Array.from({ length: count }, (_, index): [string, object] => {
    const first = index - (index % 6);
    if (index % 6 === 0) {
      const rule = (value: number, to: number): object => ({
        Variable: '$.kind',
        NumericEquals: value,
        Next: name(index + to),
      });
      return [name(index), { Type: 'Choice', Choices: [rule(1, 2), rule(2, 3)], Default: name(index + 1) }];
    }
    const Next = index % 6 < 3 ? name(first + 4) : name(index + 1);
    const Catch = index % 5 === 0 ? [{ ErrorEquals: ['States.ALL'], Next: name(index + 2) }] : [];
    return [name(index), { ...task(index), Next, Catch }];
  });
  return machine([...entries, ['Done', { Type: 'Succeed' }]]);
}

export function chain(count: number): Definition {
  return machine(
    Array.from({ length: count }, (_, index): [string, object] => [
      `S${index}`,
      { Type: 'Pass', ...(index + 1 < count ? { Next: `S${index + 1}` } : { End: true }) },
    ]),
  );
}

/** Choices that lead anywhere. */
export function dense(choices: number, rules: number): Definition {
  let seed = 7;
  const any = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % choices;
  const entries = Array.from({ length: choices }, (_, index): [string, object] => [
    `Choose ${index}`,
    {
      Type: 'Choice',
      Choices: Array.from({ length: rules }, (_rule, rule) => ({
        Variable: '$.x',
        NumericEquals: rule,
        Next: `Choose ${any()}`,
      })),
      Default: index + 1 < choices ? `Choose ${index + 1}` : 'Done',
    },
  ]);
  return machine([...entries, ['Done', { Type: 'Succeed' }]]);
}

/** A Distributed Map over so many items, each through a choice of ways. */
export function wide(): Definition {
  const Rules = [{ Variable: '$.n', NumericGreaterThan: 5000, Next: 'Late' }];
  const inner = machine([
    ['Look', { Type: 'Pass', Next: 'Which' }],
    ['Which', { Type: 'Choice', Choices: Rules, Default: 'Early' }],
    ['Late', { Type: 'Pass', End: true }],
    ['Early', { Type: 'Succeed' }],
  ]);
  const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...inner };
  return machine([['Many', { Type: 'Map', ItemsPath: '$.items', MaxConcurrency: 100, ItemProcessor, End: true }]]);
}

/** A Map inside a Map inside a Map … */
export function nested(levels: number): Definition {
  let inner = machine([['Leaf', { Type: 'Pass', End: true }]]);
  for (let level = 0; level < levels; level++) {
    inner = machine([
      [`Map ${level}`, { Type: 'Map', ItemProcessor: inner, Next: `After ${level}` }],
      [`After ${level}`, { Type: 'Pass', End: true }],
    ]);
  }
  return inner;
}
