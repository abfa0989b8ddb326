/** What a person pastes where nothing answered a call. */
import { existsSync } from 'node:fs';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { callSnippet, joinedSnippet, mocksSnippet } from '../project';
import { flagsFor, mocksOf, terminalWording } from '../run';
import type { ForeseenCall, InferredAnswer, MachineRun, MissingFunction, MockQuestion } from '../run';
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
  readonly foreseen: readonly ForeseenCall[];
  readonly snippet: string;
}

/** All at once: with the mock of a call also those of the calls that would come after it. */
export async function tellUnanswered(
  {
    unanswered,
    still,
    foreseen: foreseenAfter,
    answerToCall,
  }: Pick<MachineRun, 'unanswered' | 'still' | 'foreseen' | 'answerToCall'>,
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
    const { missing, action } = question;
    const isNew = (each: Pick<MockQuestion, 'machine' | 'state' | 'action'>): boolean => !told.has(keyOf(each));
    const all = await still(question);
    const isAsked = (each: InferredAnswer): boolean =>
      each.machine === question.machine && each.state === question.state;
    // A state whose handler calls needs no mock of its own.
    const own = action === undefined ? all.filter(isAsked) : [];
    const others = all.filter((each) => !isAsked(each));
    const answers = [...own, ...others.filter((each) => isNew({ ...each, action: undefined }))];
    for (const each of [...answers, question]) told.add(keyOf(each));
    // What was asked for itself comes with its own input.
    const asked = new Set(unanswered.map((each) => each.action));
    const foreseen = (await foreseenAfter(question)).filter(
      (each) => !asked.has(each.action) && isNew({ machine: '', state: '', ...each }),
    );
    for (const { action } of foreseen) told.add(keyOf({ machine: '', state: '', action }));
    if (missing?.settings !== undefined) {
      io.error(says`\n${functionAdvice(missing, place)}\n\n${lines(missing.settings)}\n`);
    }
    const answer = await answerToCall(question);
    const ofCall = action === undefined || answer === undefined ? undefined : callSnippet(action, { return: answer });
    const snippets = [
      ...(action !== undefined || own.length === 0 ? [ofCall ?? question.snippet] : []),
      ...(answers.length === 0 ? [] : [mocksSnippet(mocksOf(answers).mocks)]),
      ...foreseen.map((each) => callSnippet(each.action, { return: each.answer })),
    ];
    const snippet = snippets.length === 1 ? snippets[0]! : joinedSnippet(snippets);
    mocks.push({ question, others: answers.slice(own.length), foreseen, snippet });
  }
  const [first, ...more] = mocks;
  if (!first) return;
  const isOne =
    more.length === 0 &&
    first.foreseen.length === 0 &&
    (first.question.action === undefined || first.others.length === 0);
  const advice = isOne ? [mockAdvice(first, place)] : severalAdvice(mocks, place);
  const snippet = more.length === 0 ? first.snippet : joinedSnippet(mocks.map((each) => each.snippet));
  io.error(says`\n${lines(advice.join('\n'))}\n\n${lines(snippet)}\n`);
}

/** What a run that its input has ended will need with another. */
export async function tellAhead({ ahead }: Pick<MachineRun, 'ahead'>, settings: string, io: Io): Promise<void> {
  const { states, calls } = await ahead();
  if (states.length + calls.length === 0) return;
  const shown = terminalWording(io.cwd).shown(settings);
  const all = [...states.map(({ state }) => `"${state}"`), ...calls.map(({ action }) => action)].join(', ');
  const advice = existsSync(settings)
    ? phrase`With that it will need answers to ${all}: add these mocks to ${shown}:`
    : phrase`With that it will need answers to ${all}: create ${shown} with these mocks:`;
  const snippets = [
    ...(states.length === 0 ? [] : [mocksSnippet(mocksOf(states).mocks)]),
    ...calls.map(({ action, answer }) => callSnippet(action, { return: answer })),
  ];
  io.error(says`\n${lines(advice)}\n\n${lines(joinedSnippet(snippets))}\n`);
}

/** Stands above the place of a function to paste. */
function functionAdvice({ name }: MissingFunction, { shown: settings, isThere }: Settings): Phrase {
  return isThere
    ? phrase`If this is the function ${name}, add it to ${settings}:`
    : phrase`If this is the function ${name}, create ${settings} with it:`;
}

/** Stands above the mocks to paste of several questions. */
function severalAdvice(mocks: readonly Told[], { shown: settings, isThere }: Settings): Phrase[] {
  const named = mocks.flatMap(({ question: { state, action }, others, foreseen }) => [
    action ?? `"${state}"`,
    ...others.map((each) => `"${each.state}"`),
    ...foreseen.map((each) => each.action),
  ]);
  const later = mocks.flatMap(({ foreseen }) => foreseen.map((each) => each.action));
  const flags = mocks.flatMap(({ question: { state, lacks } }) =>
    lacks ? [phrase`To let "${state}" make its call, use ${flagsFor(lacks)}.`] : [],
  );
  const all = [...new Set(named)].join(', ');
  return [
    ...flags,
    ...(later.length === 0 ? [] : [phrase`Not called yet, but in the code of the handlers: ${later.join(', ')}.`]),
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
