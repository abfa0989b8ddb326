/**
 * What AWS does, sentence by sentence: each file of `fixtures/sentences` is a chapter, each sentence has the cases
 * that show it. The expectations are what AWS says, so nothing rewrites them: a difference is ours to mend.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { eventLines, run } from './check';
import { failureOf, machineOf, slipsOf, type Sentence, type SentenceCase } from './sentenceCases';

const folder = path.join(__dirname, 'fixtures', 'sentences');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  const sentences = parseYaml(readFileSync(path.join(folder, file), 'utf8'), { merge: true }) as Sentence[];
  describe(file.replace('.yaml', ''), () => {
    for (const { sentence, cases } of sentences) {
      if (cases.length === 1) test(sentence, () => check(cases[0] as SentenceCase));
      else {
        describe(sentence, () => {
          for (const [index, given] of cases.entries()) test(nameOf(given, index), () => check(given));
        });
      }
    }
  });
}

function nameOf(given: SentenceCase, index: number): string {
  return given.name ?? given.path ?? given.jsonata ?? String(index + 1);
}

async function check(given: SentenceCase): Promise<void> {
  expect(slipsOf(given)).toEqual([]);
  const options = { ...given.options, ...(given.rawInput !== undefined && { input: given.rawInput }) };
  const { result, events, calls, milliseconds } = await run({ ...given, machine: machineOf(given), options });
  const { output, ...rest } = result;
  const failure = given.fails && failureOf(given.fails);
  expect({ ...rest, ...(failure && output !== undefined && { output }) }).toEqual({
    status: given.status ?? (failure ? 'FAILED' : 'SUCCEEDED'),
    ...failure,
    ...(failure?.cause instanceof RegExp && { cause: expect.stringMatching(failure.cause) as unknown }),
  });
  if (given.output !== undefined) expect(JSON.parse(output ?? 'null')).toEqual(given.output);
  if (given.outputText !== undefined) expect(output).toBe(given.outputText);
  if (given.seconds !== undefined) expect(milliseconds / 1000).toBe(given.seconds);
  if (given.events) expect(eventLines(events)).toEqual(given.events);
  if (given.sent) expect(calls.map((call) => call.input)).toEqual(given.sent);
  if (given.credentials) expect(calls.map((call) => call.credentials)).toEqual(given.credentials);
  if (given.patterns) expect(calls.map((call) => call.pattern ?? null)).toEqual(given.patterns);
  if (given.assigned) {
    const left = events.flatMap(({ stateExitedEventDetails: details }) =>
      details?.assignedVariables ? [[details.name, details.assignedVariables]] : [],
    );
    expect(Object.fromEntries(left)).toEqual(given.assigned);
  }
}
