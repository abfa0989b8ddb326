import path from 'node:path';
import type { SyntaxLanguage } from '../core/syntax/tree';

const DEFINITION = /\.asl(\.(json|ya?ml))?$/i;

/** Whether a file's name says that it holds a state machine. */
export function isDefinitionFile(file: string): boolean {
  return DEFINITION.test(file);
}

/** `order.asl.json` holds the machine `order`. */
export function machineNameOf(file: string): string {
  const name = path.basename(file);
  return name.replace(DEFINITION, '').replace(/\.(json|ya?ml)$/i, '') || name;
}

/** JSON unless the name says YAML or HCL. */
export function languageOf(file: string): SyntaxLanguage {
  if (/\.(tf|tofu)$/i.test(file)) return 'hcl';
  return /\.(ya?ml|template)$/i.test(file) ? 'yaml' : 'json';
}
