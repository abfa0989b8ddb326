import path from 'node:path';
import type { SyntaxLanguage } from '../core/syntax/tree';

const DEFINITION = /\.asl(\.(json|ya?ml))?$/i;

/** Whether a file's name says that it holds a state machine. */
export function isDefinitionFile(file: string): boolean {
  return mayEndIn(file, 'nl') && DEFINITION.test(file);
}

/** Bytes. AWS takes definitions of 1 MB. */
export const LARGEST_DEFINITION = 1024 * 1024;

/** Files of other tools, and of Stepwise's own, that hold none. */
const OTHERS =
  /^(package|package-lock|tsconfig.*|jsconfig.*|composer|cdk|cdk\.context|manifest|tree|MockConfigFile|.*\.(schema|assets|template|lock)|pnpm-lock|docker-compose.*|\..*)\.(json|ya?ml)$/i;

const DATA_ENDINGS = new Set(['.json', '.yaml', '.yml']);

/**
 * Whether the last letter of a name is one of some, or the same in capitals. Of a repository's hundred thousand names nearly
 * all are told by it, at once.
 */
export function mayEndIn(name: string, letters: string): boolean {
  return letters.includes(String.fromCharCode(name.charCodeAt(name.length - 1) | 0x20));
}

/** Of a name or path, with its dot, in small letters: `.json`. */
export function endingOf(name: string): string {
  const at = name.lastIndexOf('.');
  return at < 0 ? '' : name.slice(at).toLowerCase();
}

/** Whether a file may hold a definition, or a template, though its name does not say so. */
export function mayHoldDefinition(file: string): boolean {
  return mayEndIn(file, 'nl') && DATA_ENDINGS.has(endingOf(file)) && !OTHERS.test(path.basename(file));
}

/** Whether a text of JSON or YAML is a definition: `StartAt` and `States`, an object, stand in its outermost object. */
export function holdsDefinition(text: string): boolean {
  if (!/\bStartAt\b/.test(text) || !/\bStates\b/.test(text)) return false;
  if (!/^\s*\{/.test(text)) return /^["']?StartAt["']?\s*:/m.test(text) && /^["']?States["']?\s*:/m.test(text);
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, '')) as { readonly [key: string]: unknown };
    return 'StartAt' in value && typeof value.States === 'object' && !Array.isArray(value.States);
  } catch {
    // Half typed, or with comments: near its begin both are told by the first lines.
    return /^\s*\{[^{}]*"(StartAt|States)"\s*:/.test(text);
  }
}

/** Names that say what the file is, and not whose: then its folder's name does. */
const NAMELESS = /^(definitions?|asl|workflow|state[-_]?machine([-_]?definition)?)$/i;

/** `order.asl.json` holds the machine `order`, and so does `order/definition.json`. */
export function machineNameOf(file: string): string {
  const name = path.basename(file);
  const bare = name.replace(DEFINITION, '').replace(/\.(json|ya?ml)$/i, '') || name;
  const folder = path.basename(path.dirname(file));
  return NAMELESS.test(bare) && !DEFINITION.test(name) && /\w/.test(folder) ? folder : bare;
}

/** JSON unless the name says YAML or HCL. */
export function languageOf(file: string): SyntaxLanguage {
  if (/\.(tf|tofu)$/i.test(file)) return 'hcl';
  return /\.(ya?ml|template)$/i.test(file) ? 'yaml' : 'json';
}
