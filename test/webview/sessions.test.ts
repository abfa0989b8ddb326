/**
 * The graph's page in front of a person: `sessions/NAME.yaml` has a machine, a run and what the person does; the text beside it
 * what changed at each step. `UPDATE=1` rewrites the texts; read the difference as code.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { buildGraph } from '../../core/graph/buildGraph';
import type { RunEvent } from '../../core/interpreter';
import { placedHistory, withoutChildren } from '../../core/interpreter/resume';
import { buildMachine, type Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { run, type Case } from '../interpreter/check';
import { Page } from './page';

interface Session extends Case {
  /** The events are those that AWS keeps: nothing of child executions. */
  readonly isOfAws?: boolean;
  /** What the page kept from before. */
  readonly kept?: object;
  readonly steps: readonly Step[];
}

/** One of these each. */
interface Step {
  readonly graph?: string;
  /** Any message. */
  readonly hears?: { readonly type: string; readonly [member: string]: unknown };
  /** So many more events of the run. */
  readonly events?: number;
  readonly click?: string;
  readonly focus?: string;
  /** The pointer comes over it. */
  readonly hover?: string;
  readonly choose?: readonly [name: string, value: string];
  readonly type?: readonly [name: string, text: string];
  readonly press?: string;
  readonly held?: object;
  readonly wheel?: object;
  readonly pointer?: readonly [name: string, event: object][];
  readonly resize?: readonly [number, number];
  readonly wait?: number;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const FOLDER = path.join(__dirname, 'sessions');

test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', async (name) => {
  const text = await transcriptOf(parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Session);
  const expected = path.join(FOLDER, name.replace('.yaml', '.txt'));
  if (process.env.UPDATE) writeFileSync(expected, text);
  expect(existsSync(expected), `${expected} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(text).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
});

async function transcriptOf(session: Session): Promise<string> {
  const events = session.machine === undefined ? [] : await eventsOf(session);
  vi.useFakeTimers({
    now: Date.parse('2030-01-01T00:00:00Z'),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'Date'],
  });
  const page = await Page.open(session.kept);
  const lines = ['the page opens', ...page.changes().map((line) => `    ${line}`)];
  const left = [...events];
  for (const step of session.steps) {
    const more = take(page, step, session, left);
    // What is drawn is drawn a moment after it is heard.
    if (step.hears ?? step.events ?? step.graph) vi.advanceTimersByTime(16);
    lines.push(`${JSON.stringify(step)}${more}`, ...page.changes().map((line) => `    ${line}`));
  }
  vi.clearAllTimers();
  return [...lines, ''].join('\n');
}

async function eventsOf(session: Session): Promise<readonly RunEvent[]> {
  const { all, events } = await run(session);
  return session.isOfAws ? withoutChildren(placedHistory(modelOf(session), events)) : all;
}

const modelOf = ({ machine }: Session): Machine =>
  buildMachine(parseDocument('m.asl.json', JSON.stringify(machine), 'json'))!;

function take(page: Page, step: Step, session: Session, left: RunEvent[]): string {
  if (step.graph !== undefined) {
    page.hears({ type: 'graph', title: step.graph, view: buildGraph(modelOf(session)) });
  }
  if (step.hears) page.hears(step.hears);
  if (step.events !== undefined) page.hears({ type: 'runEvents', runId: 'r', events: left.splice(0, step.events) });
  if (step.click !== undefined) page.find(step.click).fire('click');
  if (step.hover !== undefined) page.find(step.hover).fire('pointerenter');
  if (step.focus !== undefined) page.find(step.focus).focus();
  if (step.choose) {
    const picker = page.find(step.choose[0]);
    picker.fire('focus');
    picker.value = step.choose[1];
    picker.fire('change');
  }
  if (step.type) {
    const field = page.find(step.type[0]);
    field.value = step.type[1];
    field.fire('input');
  }
  if (step.wheel)
    return page
      .find('canvas')
      .fire('wheel', { deltaX: 0, deltaY: 0, deltaMode: 0, clientX: 100, clientY: 150, ...step.wheel }).isPrevented
      ? ''
      : ' (the page scrolls)';
  for (const [name, event] of step.pointer ?? []) page.find('canvas').fire(name, { button: 0, pointerId: 1, ...event });
  if (step.resize) page.resizes(...step.resize);
  if (step.wait !== undefined) vi.advanceTimersByTime(step.wait);
  if (step.press !== undefined && !page.presses(step.press, step.held)) return ' (the key is left to others)';
  return '';
}
