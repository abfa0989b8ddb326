/** What is made of the table of run options for people: the manifest's attributes, their words, and a page of the documentation. */
import { RUN_OPTIONS } from '../../run';
import type { OptionName } from '../../run';
import type { Form, RunOption } from '../../run/launch/options';

const entries = Object.entries(RUN_OPTIONS) as [OptionName, RunOption][];

const SCHEMAS: { readonly [Name in Form]: object } = {
  text: { type: 'string' },
  path: { type: 'string' },
  program: { type: 'string' },
  choice: { type: 'string' },
  switch: { type: 'boolean' },
  integer: { type: 'integer' },
  count: { type: 'integer', minimum: 1 },
  texts: { type: 'array', items: { type: 'string' } },
  masks: { type: 'array', items: { type: 'string' } },
  mocks: { type: ['object', 'string'] },
  values: { type: 'object' },
  json: { type: ['object', 'array', 'string', 'number', 'boolean', 'null'] },
  target: { type: 'object' },
  lambda: { type: 'object' },
};

/** `contributes.debuggers[].configurationAttributes.launch.properties` of a debug type, with names of words in place of words. */
export function launchProperties(of: 'machine' | 'function'): { readonly [key: string]: object } {
  const properties = entries.flatMap(([name, { form, values, of: whose, attribute }]) => {
    // The debug type of handlers says what it runs.
    if (!attribute || (of === 'function' && (!whose.includes('function') || name === 'target'))) return [];
    const { description, words = name, meanings, default: preset, schema } = attribute;
    const isMarkdown = description.includes('`');
    return [
      [
        name,
        {
          ...SCHEMAS[form],
          ...(values && { enum: values }),
          ...(meanings && { enumDescriptions: values?.map((value) => `%launch.${name}.${value}%`) }),
          [isMarkdown ? 'markdownDescription' : 'description']: `%launch.${words}%`,
          ...schema,
          ...(preset !== undefined && { default: preset }),
        },
      ] as const,
    ];
  });
  return Object.fromEntries(properties);
}

/** The words of the attributes, as `package.nls.json` has them. */
export function launchWords(): { readonly [name: string]: string } {
  const words = entries.flatMap(([name, { attribute }]) =>
    attribute
      ? [
          [`launch.${attribute.words ?? name}`, attribute.description] as const,
          ...Object.entries(attribute.meanings ?? {}).map(
            ([value, meaning]) => [`launch.${name}.${value}`, meaning] as const,
          ),
        ]
      : [],
  );
  return Object.fromEntries(words);
}

/** `docs/options.md`, to be formatted. */
export function optionsPage(): string {
  const current = entries.filter(([, { flag }]) => flag?.retired === undefined);
  const rows = current.map(([name, option]) => {
    const { flag, attribute } = option;
    const terminal = flag ? `\`--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}\`` : '';
    const editor = attribute ? `\`${name}\`` : '';
    const meanings = Object.entries(attribute?.meanings ?? {}).map(([value, meaning]) => `\`${value}\`: ${meaning}`);
    const what = attribute?.description ?? capitalised(flag!.help());
    const cells = [terminal, editor, [what, ...(meanings.length > 0 ? [`${meanings.join('; ')}.`] : [])].join(' ')];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const commands = ['run', 'redrive', 'invoke', 'serve', 'test-state'] as const;
  const has = commands.map((command) => {
    const flags = current.flatMap(([, { flag }]) => (flag?.commands.includes(command) ? [`\`--${flag.name}\``] : []));
    return `| \`stepwise ${command}\` | ${flags.join(' ')} |`;
  });
  const reasons = current.flatMap(([name, { flag, attribute, only }]) =>
    only === undefined ? [] : [`- ${flag ? `\`--${flag.name}\`` : `\`${attribute && name}\``}: ${only}`],
  );
  return [
    '# Options of a run',
    'What a terminal and a launch configuration (`.vscode/launch.json`) may say about a run. This page is made from the table',
    'in `run/launch/options`, as are the help of the commands and the attributes in `package.json`',
    '(`UPDATE=1 npx vitest run test/run/launchPages.test.ts`).',
    '',
    '| in a terminal | in launch.json | |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## By command',
    '| | |',
    '| --- | --- |',
    ...has,
    '',
    '## In one place alone',
    ...reasons,
    '',
  ].join('\n');
}

function capitalised(help: string): string {
  return `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
}
