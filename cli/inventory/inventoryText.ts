/** An inventory for people: a table per stack, then the values to give, then what is wrong. */
import { phrase } from '../../core/l10n/phrase';
import type { Inventory, InventoryFunction, InventoryMachine, InventoryPlace, InventoryStack } from '../../project';

export function inventoryText(inventory: Inventory, why: string): string {
  const { root, stacks, unresolved, problems, notRun } = inventory;
  const whyNot = new Map(notRun.map((each) => [each.id, each.why]));
  const parts = stacks.flatMap((stack) => {
    const functions = inventory.functions.filter(({ id }) => isOf(stack, id));
    const machines = inventory.machines.filter(({ id }) => isOf(stack, id));
    if (functions.length + machines.length === 0) return [];
    const made = new Set(stack.kind === 'cdk' ? stack.files : []);
    return [[stackTitle(stack), ...functionTable(functions, whyNot), ...machineTable(machines, whyNot, made)]];
  });
  const wrong = [...inventory.functions, ...inventory.machines].flatMap(({ id, problems: own }) =>
    own.map((message) => `  ${id}: ${message}`),
  );
  const said = new Set([...inventory.functions, ...inventory.machines].flatMap((each) => each.problems));
  const others = problems.flatMap(({ message, place }) =>
    said.has(message) ? [] : [`  ${place ? `${placeText(place)}: ` : ''}${message}`],
  );
  const sections = [
    [`${root}: ${why}`],
    ...parts,
    titled(phrase`Problems`, [...new Set([...wrong, ...others])]),
    titled(
      phrase`Values to give, in .vscode/stepwise.json or with --value NAME=VALUE`,
      table(
        unresolved.map(({ key, place, usedIn, why: reason, suggest }) => [
          key,
          place ? placeText(place) : '',
          usedIn.length === 0 ? phrase`no run needs it` : shortened(usedIn),
          suggest.length === 0 ? reason : phrase`${reason} Perhaps ${suggest.join(', ')}.`,
        ]),
      ),
    ),
    [lastLine(inventory)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Of a list that may be long, as many as a table has room for. */
function shortened(all: readonly string[], most = 2): string {
  const shown = all.slice(0, most).join(', ');
  return all.length > most ? phrase`${shown} and ${all.length - most} more` : shown;
}

export function placeText([file, line]: InventoryPlace): string {
  return `${file}:${line}`;
}

function isOf({ id: stack }: InventoryStack, id: string): boolean {
  return id.startsWith(`${stack}#`);
}

function stackTitle({ id, kind, state, why }: InventoryStack): string {
  const staleness = state === 'stale' ? [phrase`stale`] : [];
  return `${id} (${[kind, ...staleness].join(', ')})${why === null ? '' : `: ${why}`}`;
}

function functionTable(functions: readonly InventoryFunction[], whyNot: ReadonlyMap<string, string>): string[] {
  if (functions.length === 0) return [];
  const rows = functions.map((found) => [
    nameOf(found),
    found.runtime ?? '-',
    codeOf(found),
    [...(found.active ? [] : [phrase`not in the stack`]), ...(whyNot.has(found.id) ? [phrase`not run here`] : [])].join(
      ', ',
    ),
  ]);
  return table([[phrase`Function`, phrase`Runtime`, phrase`Code`, ''], ...rows]);
}

function codeOf({ file, line, export: name, handler }: InventoryFunction): string {
  if (file === null) return handler ?? '-';
  return `${file}${line === null ? '' : `:${line}`}${name === null ? '' : `#${name}`}`;
}

/** @param synthesized files that a CDK app has made */
function machineTable(
  machines: readonly InventoryMachine[],
  whyNot: ReadonlyMap<string, string>,
  synthesized: ReadonlySet<string>,
): string[] {
  if (machines.length === 0) return [];
  const rows = machines.map((found) => [
    nameOf(found),
    found.type,
    definitionOf(found, synthesized),
    [
      ...(found.active ? [] : [phrase`not in the stack`]),
      ...(whyNot.has(found.id) ? [phrase`not run here`] : []),
      ...(found.calls.length === 0 ? [] : [phrase`calls ${found.calls.map(shortId).join(', ')}`]),
    ].join('; '),
  ]);
  return table([[phrase`State machine`, phrase`Type`, phrase`Definition`, ''], ...rows]);
}

/** The place that a person edits: of what a program has made, that of the program. */
function definitionOf({ file, span, from }: InventoryMachine, synthesized: ReadonlySet<string>): string {
  const [source, line] = from.declared ?? [file, 0];
  if (synthesized.has(file) && source !== file) return `${source}:${line}`;
  return span === null ? file : `${file}:${span.line}`;
}

function nameOf({ id, names }: { readonly id: string; readonly names: readonly string[] }): string {
  return names[0] ?? shortId(id);
}

function shortId(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

/** Columns as wide as their widest text. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function lastLine({ functions, machines, unresolved, notRun }: Inventory): string {
  const ofFunctions = functions.length === 1 ? phrase`1 function` : phrase`${functions.length} functions`;
  const unrun = notRun.filter(({ id }) => functions.some((each) => each.id === id)).length;
  const left = unrun === 0 ? '' : phrase` (${unrun} not run here)`;
  const ofMachines = machines.length === 1 ? phrase`1 machine` : phrase`${machines.length} machines`;
  const ofValues = unresolved.length === 1 ? phrase`1 value to give` : phrase`${unresolved.length} values to give`;
  return `${ofFunctions}${left}, ${ofMachines}, ${ofValues}`;
}
