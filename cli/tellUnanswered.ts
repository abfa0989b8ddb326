/** What a person pastes where nothing answered a call. */
import { existsSync } from 'node:fs';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { callSnippet, joinedSnippet, mocksSnippet } from '../project';
import { flagsFor, mocksOf, terminalWording } from '../run';
import type { InferredAnswer, MachineRun, MissingFunction, MockQuestion } from '../run';
import type { Io } from './io';
import { lines, says } from './words';

/** The file that is to be completed, or made. */
interface Settings {
  readonly shown: string;
  readonly isThere: boolean;
}

/** The mocks of one question, and those that would be asked for next. */
interface Told {
  readonly question: MockQuestion;
  readonly others: readonly InferredAnswer[];
  readonly snippet: string;
}

/** All at once: with the mock of a call also those of the calls that would come after it. */
export async function tellUnanswered(
  { unanswered, still, answerToCall }: Pick<MachineRun, 'unanswered' | 'still' | 'answerToCall'>,
  settings: string,
  io: Io,
): Promise<void> {
  const place: Settings = { shown: terminalWording(io.cwd).shown(settings), isThere: existsSync(settings) };
  const told = new Set<string>();
  const keyOf = ({ machine, state, action }: Pick<MockQuestion, 'machine' | 'state' | 'action'>): string =>
    JSON.stringify(action === undefined ? [machine, state] : [action]);
  const mocks: Told[] = [];
  for (const question of unanswered) {
    // Branches that run side by side may have asked the same thing.
    if (told.has(keyOf(question))) continue;
    const answers = (await still(question)).filter((each) => !told.has(keyOf(each)));
    for (const each of [question, ...answers]) told.add(keyOf(each));
    const { missing, action } = question;
    if (missing?.settings !== undefined) {
      io.error(says`\n${functionAdvice(missing, place)}\n\n${lines(missing.settings)}\n`);
    }
    const answer = await answerToCall(question);
    const ofCall = action === undefined || answer === undefined ? undefined : callSnippet(action, { return: answer });
    const snippet = ofCall ?? (answers.length === 0 ? question.snippet : mocksSnippet(mocksOf(answers).mocks));
    mocks.push({ question, others: answers.slice(1), snippet });
  }
  const [first, ...more] = mocks;
  if (!first) return;
  const advice = more.length === 0 ? [mockAdvice(first, place)] : severalAdvice(mocks, place);
  const snippet = more.length === 0 ? first.snippet : joinedSnippet(mocks.map((each) => each.snippet));
  io.error(says`\n${lines(advice.join('\n'))}\n\n${lines(snippet)}\n`);
}

/** Stands above the place of a function to paste. */
function functionAdvice({ name }: MissingFunction, { shown: settings, isThere }: Settings): Phrase {
  return isThere
    ? phrase`If this is the function ${name}, add it to ${settings}:`
    : phrase`If this is the function ${name}, create ${settings} with it:`;
}

/** Stands above the mocks to paste of several questions. */
function severalAdvice(mocks: readonly Told[], { shown: settings, isThere }: Settings): Phrase[] {
  const named = mocks.flatMap(({ question: { state, action }, others }) =>
    action === undefined ? [state, ...others.map((each) => each.state)].map((each) => `"${each}"`) : [action],
  );
  const flags = mocks.flatMap(({ question: { state, lacks } }) =>
    lacks ? [phrase`To let "${state}" make its call, use ${flagsFor(lacks)}.`] : [],
  );
  const all = [...new Set(named)].join(', ');
  return [
    ...flags,
    isThere
      ? phrase`To answer ${all}, add these mocks to ${settings}:`
      : phrase`To answer ${all}, create ${settings} with these mocks:`,
  ];
}

/** Stands above the mocks to paste of one question. */
function mockAdvice({ question, others }: Told, { shown: settings, isThere }: Settings): Phrase {
  const { state, lacks, action } = question;
  if (action !== undefined) {
    return isThere
      ? phrase`To answer ${action}, which "${state}" calls, add this mock to ${settings}:`
      : phrase`To answer ${action}, which "${state}" calls, create ${settings} with this mock:`;
  }
  const flags = lacks && flagsFor(lacks);
  const after = others.map((each) => `"${each.state}"`).join(', ');
  const all = after === '' ? phrase`"${state}"` : phrase`"${state}", and then ${after}`;
  // Beside what it would call by itself it need not be named again.
  const self = after === '' ? phrase`it` : all;
  const what = after === '' ? phrase`this mock` : phrase`these mocks`;
  if (isThere) {
    return flags === undefined
      ? phrase`To answer ${all}, add ${what} to ${settings}:`
      : phrase`To let "${state}" make its call, use ${flags}. To answer ${self} yourself, add ${what} to ${settings}:`;
  }
  return flags === undefined
    ? phrase`To answer ${all}, create ${settings} with ${what}:`
    : phrase`To let "${state}" make its call, use ${flags}. To answer ${self} yourself, create ${settings} with ${what}:`;
}
