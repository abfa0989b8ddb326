import { phrase, type Phrase } from '../core/l10n/phrase';
import { nearestName } from '../core/nearestName';

/** One option of a command, such as `--clock real|skip`. */
export interface OptionSpec {
  /** What stands behind it in the help, such as `FILE`; absent: a switch. */
  readonly value?: string;
  /** The only values it takes. */
  readonly values?: readonly string[];
  /** What it is where nothing stands behind it; absent: a mistake. */
  readonly alone?: string;
  /** May be given several times; its values come as a list. */
  readonly many?: true;
  /** It is no more: the sentence that says what to write instead. */
  readonly retired?: string;
  readonly help: () => Phrase;
}

/** Every command has it. */
export const HELP = {
  help: {
    help: () => phrase`shows this`,
  },
} as const;

export type OptionTable = { readonly [name: string]: OptionSpec };

export interface ParsedOptions<Table extends OptionTable> {
  readonly options: {
    readonly [Name in keyof Table]?: Table[Name] extends { many: true } ? readonly string[] : string;
  };
  readonly positionals: readonly string[];
}

/**
 * Reads `--name value`, `--name=value`, and what stands alone; `--` ends the options, `-` is no option.
 * A mistake gives the sentence that says so. Switches have the value `true`.
 */
export function parseOptions<Table extends OptionTable>(
  args: readonly string[],
  table: Table,
): ParsedOptions<Table> | { readonly problem: string } {
  const options: { [name: string]: string | string[] } = {};
  const positionals: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === '--') {
      positionals.push(...args.slice(index + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      positionals.push(arg);
      continue;
    }
    const [written = arg, ...rest] = arg.split('=');
    const name = written.replace(/^--?/, '');
    const spec = written.startsWith('--') && Object.hasOwn(table, name) ? table[name] : undefined;
    if (!spec) return { problem: unknownOption(written, table) };
    if (spec.retired !== undefined) return { problem: phrase`The option ${written} no longer exists. ${spec.retired}` };
    if (spec.value === undefined) {
      if (rest.length > 0) return { problem: phrase`${written} does not take a value.` };
      options[name] = 'true';
      continue;
    }
    const next = args[index + 1];
    const isAlone = rest.length === 0 && (next === undefined || next.startsWith('--'));
    if (rest.length === 0 && !isAlone) index++;
    const value = rest.length > 0 ? rest.join('=') : isAlone ? spec.alone : next;
    if (value === undefined) {
      return { problem: phrase`${written} needs a value: ${written} ${spec.value}.` };
    }
    if (spec.values && !spec.values.includes(value)) {
      return { problem: phrase`${written} must be one of ${spec.values.join(', ')}, not "${value}".` };
    }
    options[name] = spec.many ? [...(options[name] ?? []), value] : value;
  }
  return { options: options as ParsedOptions<Table>['options'], positionals };
}

/** The table as lines of help. */
export function optionsHelp(table: OptionTable): string {
  const current = Object.entries(table).filter(([, { retired }]) => retired === undefined);
  const rows = current.map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ''}`, help()]);
  const width = Math.max(...rows.map(([usage]) => usage!.length));
  return rows.map(([usage, help]) => `  ${usage!.padEnd(width)}  ${help}`).join('\n');
}

function unknownOption(written: string, table: OptionTable): string {
  const names = Object.keys(table).filter((name) => table[name]!.retired === undefined);
  const nearest = nearestName(written.replace(/^-+/, ''), names);
  return nearest
    ? phrase`Unknown option ${written}. Did you mean --${nearest}?`
    : phrase`Unknown option ${written}. The options are ${names.map((name) => `--${name}`).join(', ')}.`;
}
