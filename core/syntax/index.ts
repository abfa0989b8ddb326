export { parseDocument } from './parse';
export * from './tree';
export * from './value';
