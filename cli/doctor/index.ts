import { phrase } from '../../core/l10n/phrase';
import { PROJECT_OPTIONS } from '../inventory/projectOptions';
import { readInventory } from '../inventory/readInventory';
import { EXIT } from '../io';
import type { Io } from '../io';
import { readCommandLine, refuse } from '../commandLine';
import { HELP, optionsHelp } from '../options';
import type { OptionTable } from '../options';
import { CHECKS } from './checks';
import type { Finding } from './checks';

export const OPTIONS = {
  ...PROJECT_OPTIONS,
  ...HELP,
} as const satisfies OptionTable;

const usage = (): string => phrase`stepwise doctor [options]

Says what the project needs on this machine: interpreters, packages and permissions, and how to get what is missing.

${optionsHelp(OPTIONS)}

Exit codes: 0 nothing is missing, 1 something is missing, 2 an option could not be used.
`;

/** `stepwise doctor`. */
export async function doctor(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'doctor', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { options, positionals } = parsed;
  const [unexpected] = positionals;
  if (unexpected !== undefined) {
    return refuse('doctor', phrase`Unexpected argument "${unexpected}". The folder is given as --project DIR.`, io);
  }
  const found = await readInventory(options, io);
  if ('problem' in found) return refuse('doctor', found.problem, io);
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await check({ ...found, consentFile: io.consentFile })));
  const missing = findings.filter(({ state }) => state === 'missing');
  if (options.format === 'json') io.data(JSON.stringify({ root: found.inventory.root, findings }, null, 2));
  else io.out(textOf(found.inventory.root, findings));
  return missing.length === 0 ? EXIT.succeeded : EXIT.failed;
}

function textOf(root: string, findings: readonly Finding[]): string {
  const width = Math.max(...Object.values(STATES).map((word) => word().length));
  const rows = findings.flatMap(({ state, what, neededBy, how }) => [
    `  ${STATES[state]().padEnd(width)}  ${what}: ${neededBy}`,
    ...(how === undefined || state === 'ok' ? [] : [`  ${' '.repeat(width)}  ${how}`]),
  ]);
  const missing = findings.filter(({ state }) => state === 'missing').length;
  const end =
    missing === 0
      ? phrase`Nothing that this project needs is missing.`
      : missing === 1
        ? phrase`1 thing is missing.`
        : phrase`${missing} things are missing.`;
  return `${[root, ...rows, end].join('\n')}\n`;
}

const STATES: { readonly [state in Finding['state']]: () => string } = {
  ok: () => phrase`found`,
  missing: () => phrase`missing`,
  optional: () => phrase`optional`,
};
