/** Every id that package.json and code share, typed once; a test compares the two. */

/** The languages we serve: those the AWS Toolkit contributes too, and our twins of them. */
export const LANGUAGES = ['asl', 'asl-yaml', 'stepwise-asl', 'stepwise-asl-yaml'] as const;

export type LanguageId = (typeof LANGUAGES)[number];

/** Commands that lenses, the graph and the status bar call. All there are: `client/commands`. */
export const COMMANDS = {
  runWorkflow: 'stepwise.runWorkflow',
  debugWorkflow: 'stepwise.debugWorkflow',
  startAs: 'stepwise.startAs',
  runHandler: 'stepwise.runHandler',
  debugHandler: 'stepwise.debugHandler',
  runCallers: 'stepwise.runCallers',
  showGraph: 'stepwise.showGraph',
  chooseTarget: 'stepwise.chooseTarget',
  answerTask: 'stepwise.answerTask',
  showRun: 'stepwise.showRun',
  synthesizeApp: 'stepwise.synthesizeApp',
  runAgain: 'stepwise.runAgain',
  redriveExecution: 'stepwise.redriveExecution',
} as const;

/** Trees in the side bar, and the container they stand in. */
export const TREES = { runs: 'stepwise.runs', project: 'stepwise.project' } as const;
export const CONTAINER = 'stepwise';

export const VIEWS = { graph: 'stepwise.graph' } as const;

/**
 * Debug types in package.json. The second exists to stand in the picker for handler files, and resolves to the first. The third
 * is that of a handler whose process speaks the debug protocol itself, where no extension has a debugger of its language.
 */
export const DEBUG_TYPES = {
  workflow: 'stepwise',
  handler: 'stepwise-handler',
  attached: 'stepwise-attached',
} as const;
