/** Who stops, who waits and who goes on, strand by strand: two branches of a Parallel state, without a run around them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PausePoint } from '../../core/interpreter/host';
import { ExecutionControl, type Stop } from '../../debugger/executionControl';
import { nestedStrand } from '../../debugger/strand';

type When = PausePoint['when'];
interface Given {
  readonly when?: When;
  /** It is the last of its strand. */
  readonly last?: boolean;
  readonly type?: string;
  /** It has strands of its own. */
  readonly holds?: boolean;
  readonly closing?: readonly string[];
}

/** Strands of the branches of `P`, which stands in the main one. */
const [MAIN, ONE, TWO] = ['', '/P#0:0', '/P#0:1'];

let log: string[];
let control: ExecutionControl;
/** How often the run's time is held now. */
let held: number;
/** Points at which a breakpoint stands: at once, or after a while. */
let breakpoints: Map<PausePoint, 'at once' | Promise<boolean>>;
let errors: boolean;

function begin(entry = false): void {
  log = [];
  held = 0;
  breakpoints = new Map();
  errors = false;
  const listener = {
    stopped: ({ reason, point }: Stop) => log.push(`${reason} ${nameOf(point)}`),
    logPoint: () => undefined,
  };
  const time = {
    hold: () => {
      held++;
      let isHeld = true;
      return () => {
        if (isHeld) held--;
        isHeld = false;
      };
    },
  };
  const at = {
    at: (point: PausePoint) => (breakpoints.has(point) ? [{}] : []),
    hit: (_: unknown, point: PausePoint) => {
      const found = breakpoints.get(point);
      const hit = { reason: 'breakpoint', point };
      return found instanceof Promise ? found.then((stops) => (stops ? hit : undefined)) : hit;
    },
    errors: { stopsAt: () => errors },
  };
  control = new ExecutionControl(at as never, listener as never, entry, time as never);
}
beforeEach(() => begin());

const nameOf = ({ state, strand, when }: PausePoint): string => `${strand}${strand && ' '}${state.name} ${when}`;

function point(
  strand: string,
  name: string,
  { when = 'enter', last = false, type = 'Pass', holds = false, closing }: Given = {},
): PausePoint {
  const owner = strand === MAIN ? undefined : { path: 'P' };
  const state = {
    name,
    path: name,
    type,
    definition: last ? { End: true } : {},
    scopes: holds ? [{}] : [],
    scope: { owner },
  };
  return { strand, when, state, closing, iterations: [] } as never;
}

/** A strand comes to a point; what becomes of it is in the log. */
function comes(at: PausePoint): void {
  const waits = control.pause(at);
  if (waits === undefined) log.push(`passes ${nameOf(at)}`);
  else void waits.then(() => log.push(`goes on ${nameOf(at)}`));
}

/** What has happened since the last look. */
async function happened(): Promise<string[]> {
  await new Promise((resolve) => setImmediate(resolve));
  return log.splice(0);
}

/** Stops at the state `A` of a strand. */
async function stopAt(strand: string, given: Given = {}): Promise<void> {
  const at = point(strand, 'A', given);
  breakpoints.set(at, 'at once');
  comes(at);
  expect(await happened()).toEqual([`breakpoint ${nameOf(at)}`]);
}

describe('a run', () => {
  it('passes where nothing stands', async () => {
    comes(point(MAIN, 'A'));
    comes(point(MAIN, 'A', { when: 'exit', last: true }));
    expect(await happened()).toEqual(['passes A enter', 'passes A exit']);
    expect([control.stop, held]).toEqual([undefined, 0]);
  });

  it('stops at its entry once, when a state begins', async () => {
    begin(true);
    comes(point(MAIN, 'A', { when: 'exit' }));
    comes(point(MAIN, 'A'));
    expect(await happened()).toEqual(['passes A exit', 'entry A enter']);
    expect(held).toBe(1);
    control.resume('continue');
    comes(point(MAIN, 'B'));
    expect(await happened()).toEqual(['passes B enter', 'goes on A enter']);
    expect(held).toBe(0);
  });

  it('stops at an error where its filter says so, and at no other point for that', async () => {
    errors = true;
    comes(point(MAIN, 'A'));
    comes(point(MAIN, 'A', { when: 'error' }));
    expect(await happened()).toEqual(['passes A enter', 'exception A error']);
  });

  it('stands still whoever comes, until it goes on', async () => {
    await stopAt(ONE);
    const other = point(TWO, 'B');
    comes(other);
    expect(await happened()).toEqual([]);
    expect(control.isHeld(other)).toBe(true);
    expect(control.isHeld(point(TWO, 'B'))).toBe(false);
    expect(control.isHeld(control.stop!.point)).toBe(true);
    control.resume('continue');
    expect(await happened()).toEqual(['goes on /P#0:0 A enter', 'goes on /P#0:1 B enter']);
    expect(control.isHeld(other)).toBe(false);
  });

  it('lets all go when it ends, and nobody waits any more', async () => {
    await stopAt(ONE);
    comes(point(TWO, 'B'));
    control.end();
    expect(await happened()).toEqual(['goes on /P#0:0 A enter', 'goes on /P#0:1 B enter']);
    expect([control.stop, held]).toEqual([undefined, 0]);
    const next = point(MAIN, 'C');
    breakpoints.set(next, 'at once');
    comes(next);
    control.requestPause();
    comes(point(MAIN, 'D'));
    expect(await happened()).toEqual(['passes C enter', 'passes D enter']);
  });
});

describe('a condition that takes its time', () => {
  async function asks(answer: () => Promise<boolean>, name = 'A', strand = ONE): Promise<PausePoint> {
    const at = point(strand, name);
    breakpoints.set(at, answer());
    comes(at);
    expect(await happened()).toEqual([]);
    return at;
  }
  let answers: ((stops: boolean) => void)[];
  const later = (): Promise<boolean> => new Promise((resolve) => answers.push(resolve));
  beforeEach(() => (answers = []));

  it('holds the time until it is known', async () => {
    await asks(later);
    expect(held).toBe(1);
    answers[0]!(false);
    expect(await happened()).toEqual(['goes on /P#0:0 A enter']);
    expect(held).toBe(0);
    await asks(later);
    answers[1]!(true);
    expect(await happened()).toEqual(['breakpoint /P#0:0 A enter']);
    expect(held).toBe(1);
  });

  it('stops after the one that has stopped meanwhile', async () => {
    await asks(later);
    await stopAt(TWO);
    answers[0]!(true);
    expect(await happened()).toEqual([]);
    control.resume('continue');
    expect(await happened()).toEqual(['breakpoint /P#0:0 A enter', 'goes on /P#0:1 A enter']);
  });

  it('stops nothing that has ended', async () => {
    await asks(later);
    control.end();
    answers[0]!(true);
    expect(await happened()).toEqual(['goes on /P#0:0 A enter']);
    expect(control.stop).toBeUndefined();
  });
});

describe('a pause', () => {
  it('is at the next point where nothing has begun', async () => {
    control.requestPause();
    comes(point(MAIN, 'A', { when: 'exit' }));
    expect(await happened()).toEqual(['pause A exit']);
    control.resume('continue');
    comes(point(MAIN, 'B'));
    expect(await happened()).toEqual(['passes B enter', 'goes on A exit']);
  });

  it('is where the strand stands, or the one that came last', async () => {
    comes(point(ONE, 'A'));
    comes(point(TWO, 'B'));
    control.requestPause(ONE);
    control.requestPause(TWO);
    expect(await happened()).toEqual(['passes /P#0:0 A enter', 'passes /P#0:1 B enter', 'pause /P#0:0 A enter']);
    // Its task goes on meanwhile.
    expect([control.isHeld(control.stop!.point), held]).toEqual([false, 1]);
    control.resume('continue');
    control.requestPause('/none');
    expect(await happened()).toEqual(['pause /P#0:1 B enter']);
  });

  it('is where the state of the strands stands, once they are over', async () => {
    comes(point(MAIN, 'P', { holds: true }));
    comes(point(ONE, 'A'));
    comes(point(MAIN, 'P', { when: 'exit', holds: true }));
    control.requestPause();
    expect((await happened()).at(-1)).toBe('pause P exit');
  });

  it('is nowhere in a strand that has come to its end', async () => {
    comes(point(MAIN, 'P', { holds: true }));
    comes(point(ONE, 'A', { when: 'exit', last: true }));
    control.requestPause(ONE);
    expect((await happened()).at(-1)).toBe('pause P enter');
  });
});

describe('a step', () => {
  /** Whether it stops, at each of these points one after the other. */
  it.each<[string, 'next' | 'in' | 'out', string, string, Given, boolean]>([
    ['next', 'next', ONE, ONE, {}, true],
    ['next', 'next', ONE, ONE, { when: 'exit' }, false],
    ['next, at the last exit', 'next', ONE, ONE, { when: 'exit', last: true }, true],
    ['next, at the exit of Succeed', 'next', ONE, ONE, { when: 'exit', type: 'Succeed' }, true],
    ['next, at the exit of Fail', 'next', ONE, ONE, { when: 'exit', type: 'Fail' }, true],
    ['next, at an exit to a catcher', 'next', ONE, ONE, { when: 'exit', last: true, closing: ['Catch'] }, false],
    ['next, outwards', 'next', ONE, MAIN, {}, true],
    ['next, outwards at an exit', 'next', ONE, MAIN, { when: 'exit', last: true }, false],
    ['next, inwards', 'next', MAIN, ONE, {}, false],
    ['in', 'in', MAIN, ONE, {}, true],
    ['in, to the same strand', 'in', ONE, ONE, {}, true],
    ['in, outwards', 'in', ONE, MAIN, {}, true],
    ['in, at the last exit', 'in', MAIN, MAIN, { when: 'exit', last: true }, true],
    ['in, at an exit inside', 'in', MAIN, ONE, { when: 'exit', last: true }, false],
    ['out', 'out', ONE, MAIN, {}, true],
    ['out, at the exit outside', 'out', ONE, MAIN, { when: 'exit' }, true],
    ['out, at an error outside', 'out', ONE, MAIN, { when: 'error' }, false],
    ['out, in the same strand', 'out', ONE, ONE, {}, false],
    ['out of the main strand', 'out', MAIN, MAIN, {}, false],
  ])('%s (%s, from "%s" to "%s") at %j: %s', async (_, mode, from, to, given, stops) => {
    await stopAt(from);
    control.resume(mode);
    await happened();
    const at = point(to, 'B', given);
    comes(at);
    expect(await happened()).toEqual([`${stops ? 'step' : 'passes'} ${nameOf(at)}`]);
  });

  it('makes the neighbours wait until it has stopped, and then goes with one of them', async () => {
    await stopAt(ONE);
    control.resume('next');
    await happened();
    const other = point(TWO, 'B');
    breakpoints.set(other, 'at once');
    comes(other);
    expect(await happened()).toEqual([]);
    comes(point(ONE, 'C'));
    expect(await happened()).toEqual(['step /P#0:0 C enter']);
    control.resume('continue');
    expect(await happened()).toEqual(['breakpoint /P#0:1 B enter', 'goes on /P#0:0 C enter']);
  });

  it.each<[string, Given]>([
    ['has its last exit', { when: 'exit', last: true }],
    ['fails', { when: 'error' }],
  ])('waits no longer for a strand that %s', async (_, given) => {
    await stopAt(ONE);
    control.resume('out');
    await happened();
    const other = point(TWO, 'B');
    breakpoints.set(other, 'at once');
    comes(other);
    comes(point(ONE, 'C', given));
    expect(await happened()).toEqual(['breakpoint /P#0:1 B enter', `passes ${nameOf(point(ONE, 'C', given))}`]);
  });

  it('waits no longer for an execution that is over', async () => {
    const nested = nestedStrand('', 1);
    await stopAt(`${nested}/Q#0:0`);
    control.resume('next');
    await happened();
    const other = point(nestedStrand('', 2), 'B');
    breakpoints.set(other, 'at once');
    comes(other);
    control.forget(nestedStrand('', 3));
    expect(await happened()).toEqual([]);
    control.forget(nested);
    expect(await happened()).toEqual([`breakpoint ${nameOf(other)}`]);
  });

  it('into a handler is of its own strand alone, and of no other step', async () => {
    await stopAt(ONE);
    expect(control.stepsInto(ONE)).toBe(false);
    control.resume('in');
    expect([control.stepsInto(ONE), control.stepsInto(MAIN)]).toEqual([true, false]);
    comes(point(ONE, 'B'));
    expect(control.stepsInto(ONE)).toBe(false);
    control.resume('next');
    expect(control.stepsInto(ONE)).toBe(false);
    comes(point(ONE, 'C'));
    control.resume('in');
    control.end();
    expect(control.stepsInto(ONE)).toBe(false);
  });

  it('may be of another strand than the one that stands', async () => {
    comes(point(TWO, 'B'));
    await happened();
    await stopAt(ONE);
    control.resume('next', TWO);
    comes(point(TWO, 'C'));
    expect(await happened()).toEqual(['step /P#0:1 C enter', 'goes on /P#0:0 A enter']);
  });
});
