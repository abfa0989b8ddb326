/**
 * AWS's `MockConfigFile.json`, which its own emulator reads: of each machine the test cases, of each case which
 * mocked response answers a state, of each response what attempt 0, 1, 2… is answered with.
 * Source: AWS, "Using mocked service integrations for testing in Step Functions Local".
 */
import type { MockAnswer } from '../project';

/** Names are lists and not keys of objects: `__proto__` is a name like any other. */
export interface MockConfig {
  /** Absolute path. */
  readonly file: string;
  readonly machines: readonly MockedMachine[];
  readonly responses: readonly MockedResponse[];
}

/** UTF-16 offsets in the file. */
export interface MockSpan {
  readonly start: number;
  readonly end: number;
}

export interface MockedMachine {
  readonly name: string;
  readonly span: MockSpan;
  readonly cases: readonly MockTestCase[];
}

export interface MockTestCase {
  readonly name: string;
  readonly span: MockSpan;
  readonly states: readonly MockedState[];
}

export interface MockedState {
  readonly name: string;
  readonly span: MockSpan;
  /** Which of the file's responses answers it. */
  readonly response: string;
  readonly responseSpan: MockSpan;
}

export interface MockedResponse {
  readonly name: string;
  readonly span: MockSpan;
  readonly attempts: readonly MockedAttempts[];
}

/** What the attempts from `from` to `to` (both included, counted from 0) are answered with. */
export interface MockedAttempts {
  readonly from: number;
  readonly to: number;
  readonly span: MockSpan;
  readonly answer: MockAnswer;
  readonly answerSpan: MockSpan;
}

export interface MockConfigProblem {
  readonly message: string;
  readonly span: MockSpan;
  readonly severity: 'error' | 'warning' | 'information';
  /** The file is no JSON, or lacks the shape that `schemas/mockConfigFile.schema.json` describes. */
  readonly isOfShape?: boolean;
}

/** Whether a file is a mock configuration, by its name: AWS's own, `MockConfigFile.json`, and what is derived from it. */
export function isMockConfigFile(fileName: string): boolean {
  return /mock-?config[^/\\]*\.json$/i.test(fileName);
}

/**
 * The entry of a machine that goes by any of these names; of a file with one machine alone that one, since the
 * emulator lets a person register a definition under any name.
 */
export function mockedMachineOf(config: MockConfig, names: readonly string[]): MockedMachine | undefined {
  const named = names.map((name) => config.machines.findLast((machine) => machine.name === name)).find(Boolean);
  return named ?? (config.machines.length === 1 ? config.machines[0] : undefined);
}
