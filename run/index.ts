export { chooseMockCase } from './mocks/mockCase';
export type { MockCase } from './mocks/mockCase';
export { functionSpec } from './functionSpec';
export { loadMachine, loadProjectMachine } from './loadMachine';
export type { LoadedMachine, LoadMachineOptions } from './loadMachine';
export * from './run';
export { hostExecutions, startRun } from './startRun';
export { StepFunctionsService } from './stepFunctions/service';
