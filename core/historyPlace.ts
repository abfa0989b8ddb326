/** Where histories lie that a person named no other place for, and what they are called there. */

/** Below the folder of the project. */
export const HISTORIES_FOLDER = '.stepwise/histories';

/** Of that folder: histories hold the data of runs, which are seldom meant for everybody who reads the code. */
export const HISTORIES_GITIGNORE = '# Histories hold the data of runs.\n*\n';

/** @param moment ISO 8601, as `OrderFulfilment-2025-01-31T12-00-00Z.history.json` has it */
export function historyFileName(machine: string, moment: string): string {
  const name = machine.replace(/[^\p{L}\p{N}_.-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '') || 'run';
  return `${name.slice(0, 80)}-${moment.replace(/\.\d+(?=Z$)/, '').replaceAll(':', '-')}.history.json`;
}
