/**
 * Every option of a run, once: how the terminal and a launch configuration call it, and what it means. The help of
 * `stepwise run` and its like, the attributes in `package.json`, their words in `package.nls.json`, and `docs/options.md`
 * come from this table. A front reads it by `choices`, and `prepare` makes the run of what was chosen.
 */
import { ANSWERS } from './answers';
import { COURSE } from './course';
import { OUTSIDE } from './outside';
import { PROGRAM } from './program';
import type { Anywhere, Command, Forms, RunOption } from './runOption';

export type { Command, Form, RunOption } from './runOption';

/** In the order of the help. */
export const OPTIONS = { ...PROGRAM, ...COURSE, ...ANSWERS, ...OUTSIDE } as const;

type Table = typeof OPTIONS;
export type OptionName = keyof Table;

/** As the table's own type, for those who walk through it. */
export const RUN_OPTIONS: { readonly [Name in OptionName]: RunOption } = OPTIONS;

/** What a launch configuration may have. */
export type AttributeName = {
  [Name in OptionName]: Table[Name] extends { attribute: object } ? Name : never;
}[OptionName];

type ValueOf<Option extends Anywhere> = Option extends { readonly values: readonly (infer Value)[] }
  ? Value
  : Forms[Option['form']];

/** What was chosen for a run, by either front: as a launch configuration has it, for its own options. */
export type Choices = { readonly [Name in AttributeName]?: ValueOf<Table[Name]> };

/** The flags of a command, by their names in the terminal. */
export type FlagsOf<Of extends Command> = {
  readonly [Name in OptionName as FlagName<Table[Name], Of>]: Table[Name] extends { readonly flag: infer Found }
    ? Found
    : never;
};
type FlagName<Option, Of extends Command> = Option extends {
  readonly flag: { readonly name: infer Name extends string; readonly commands: readonly (infer Has)[] };
}
  ? Of extends Has
    ? Name
    : never
  : never;

/** In the order of the help. */
export function flagsOf<Of extends Command>(command: Of): FlagsOf<Of> {
  const flags = Object.values(RUN_OPTIONS).flatMap(({ flag, values }) =>
    flag?.commands.includes(command) ? [[flag.name, { ...flag, ...(values && { values }) }] as const] : [],
  );
  return Object.fromEntries(flags) as FlagsOf<Of>;
}
