export { isTemplate, looksLikeTemplate, readTemplate } from './readTemplate';
export { LOCAL_ACCOUNT, LOCAL_REGION, localFunctionArn, localStateMachineArn } from './localAddress';
export * from './template';
