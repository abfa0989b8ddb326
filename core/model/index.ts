export { buildMachine, pathSegment } from './buildMachine';
export { scopeAt, scopesOf, stateAt, stateOf } from './locate';
export * from './machine';
