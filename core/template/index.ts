export { isTemplate, looksLikeTemplate, readTemplate } from './readTemplate';
export { LOCAL_ACCOUNT, LOCAL_REGION, localFunctionArn, localStateMachineArn, localStatesArn } from './localAddress';
export { plainValue } from './plainValue';
export { LONE_STACK } from './scope';
export type { StackEnvironment } from './scope';
export * from './template';
