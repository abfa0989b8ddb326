export { testState } from './testOneState';
export * from './testStateCall';
export { readWrittenError } from './writtenError';
export type { ErrorOutput } from './writtenError';
