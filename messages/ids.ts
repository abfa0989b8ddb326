/** Every id that package.json and code share, typed once; a test compares the two. */
import type { HandlerLanguageId } from '../core/handlers';

/** The languages we serve: those the AWS Toolkit contributes too, and our twins of them. */
export const LANGUAGES = ['asl', 'asl-yaml', 'stepwise-asl', 'stepwise-asl-yaml'] as const;
export type LanguageId = (typeof LANGUAGES)[number];

export const COMMANDS = {
  runWorkflow: 'stepwise.runWorkflow',
  debugWorkflow: 'stepwise.debugWorkflow',
  runHandler: 'stepwise.runHandler',
  debugHandler: 'stepwise.debugHandler',
  testState: 'stepwise.testState',
  showGraph: 'stepwise.showGraph',
  chooseTarget: 'stepwise.chooseTarget',
  chooseLanguageProvider: 'stepwise.chooseLanguageProvider',
  openSample: 'stepwise.openSample',
  answerTask: 'stepwise.answerTask',
  redriveExecution: 'stepwise.redriveExecution',
  saveHistory: 'stepwise.saveHistory',
  resumeFromHistory: 'stepwise.resumeFromHistory',
  reviewConsents: 'stepwise.reviewConsents',
  showLog: 'stepwise.showLog',
} as const;

export const CONTEXT_KEYS = {
  /** The last run of a machine failed, timed out or was stopped. */
  canRedrive: 'stepwise.canRedrive',
  /** A machine has run. */
  hasRun: 'stepwise.hasRun',
  /** The active file holds what the project, a Task or its usual name calls a handler. */
  activeFileIsHandler: 'stepwise.activeFileIsHandler',
  /** The active file exports a function, which can be run as a handler. */
  activeFileExportsFunction: 'stepwise.activeFileExportsFunction',
  /** The active file holds at least one machine (definition or template). */
  activeFileIsMachine: 'stepwise.activeFileIsMachine',
  /** A task of a run waits for its token. */
  taskWaits: 'stepwise.taskWaits',
} as const;

export const VIEWS = { graph: 'stepwise.graph' } as const;

export const SETTINGS = {
  languageProvider: 'stepwise.languageProvider', // ask | stepwise | awsToolkit
  codeLens: 'stepwise.codeLens.enabled',
  graphOnRun: 'stepwise.graph.showOnRun',
  awsTarget: 'stepwise.aws.target', // mock | endpoint | aws
  awsEndpoint: 'stepwise.aws.endpointUrl',
  awsServiceEndpoints: 'stepwise.aws.serviceEndpointUrls',
  awsProfile: 'stepwise.aws.profile',
  awsRegion: 'stepwise.aws.region',
  /** A list; what is set for the user, the workspace and the folder is united. */
  mask: 'stepwise.mask',
} as const;

/** The setting that names the executable of a language's handlers. */
export function interpreterSetting(language: HandlerLanguageId): string {
  return `stepwise.lambda.${language}Path`;
}

/** Debug types in package.json. The second exists to stand in the picker for handler files, and resolves to the first. */
export const DEBUG_TYPES = { workflow: 'stepwise', handler: 'stepwise-handler' } as const;
