/**
 * Logs of build servers obey lines that programs print: `::error::` and `::add-mask::` of GitHub Actions (at the beginning of a
 * line, after blanks), its older `##[error]` and `##vso[…]` of Azure Pipelines (anywhere in a line), `##teamcity[…]`, and the
 * marks of sections of GitLab and Travis. None of our output is meant so. The escapes are JSON's: JSON text keeps its value.
 */
import { jsonEscape } from './visible';

const COMMANDS = /:(?=:)(?<=^[^\S\n]*:)|#(?=[a-z]*\[)(?<=##)|_(?=(?:start|end|fold|time):)(?<=(?:section|travis)_)/gim;

/** @param text any number of whole lines */
export function withoutCommands(text: string): string {
  return text.replace(COMMANDS, jsonEscape);
}
