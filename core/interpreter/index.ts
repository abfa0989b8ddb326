/** The door of the interpreter's room. */
export * from './historyEvent';
export * from './host';
export * from './runningMapRun';
export { runMachine, type RunOptions } from './run';
export * from './resume';
export { seededRandom, type SeededRandom } from './seededRandom';
export * from './testState';
export { parseTaskResource, type TaskResource } from './taskResource';
export { Sleepers, type Sleeper } from './sleepers';
export { VirtualClock, type VirtualClockOptions } from './virtualClock';
