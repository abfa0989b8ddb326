export { testState } from './testState';
export * from './testStateCall';
