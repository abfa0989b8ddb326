export { testState } from './testOneState';
export * from './testStateCall';
export { readWrittenError } from './writtenError';
export type { ErrorOutput } from './writtenError';
export { mockedResultFault } from './checkMockedResult';
export type { ValidationMode } from './checkMockedResult';
export type { Shape as ResponseShape } from './responseShapes';
