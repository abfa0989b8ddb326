export { functionSpec } from './functionSpec';
export { loadMachine, loadProjectMachine } from './loadMachine';
export type { LoadedMachine, LoadMachineOptions } from './loadMachine';
export * from './run';
export { startRun } from './startRun';
