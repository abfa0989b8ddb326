/** What the names of files, runtimes and handlers say of their language, line by line in `tables/names.txt`; and how each is debugged. */
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  EDITOR_LANGUAGES,
  endingsOf,
  HANDLER_LANGUAGE_IDS,
  languageOf,
  languageOfFile,
  languageOfRuntime,
  lineOfForeignHandler,
  mayHoldHandlersByName,
  SERVED_LANGUAGES,
  type HandlerLanguageId,
} from '../../core/handlers';
import { isOfTests, saysNothing } from '../../core/handlers/fileNames';
import { distinctFunctions, usualNamesIn } from '../../core/handlers/usualNames';
import { expectAnswers, expectGolden } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);

const TOLD: { readonly [what: string]: (given: string) => string } = {
  file: (name) =>
    [
      languageOfFile(name) ?? 'no language',
      usualNamesIn(name).join(' or ') || 'no usual names',
      saysNothing(path.posix.basename(name).replace(/\.\w+$/, '')) ? 'named for nothing' : '',
      isOfTests(name) ? 'of tests' : '',
      languageOfFile(name) === undefined && mayHoldHandlersByName(name) ? 'run by another runtime' : '',
    ]
      .filter(Boolean)
      .join(', '),
  runtime: (name) => languageOfRuntime(name) ?? 'no language',
  handler: (given) => {
    const [id, handler = ''] = given.split(' ');
    const { modulePath, exportName } = languageOf(id as HandlerLanguageId).splitHandler(handler);
    return `${exportName} of ${modulePath}`;
  },
  /** `RUNTIME HANDLER SOURCE`: the line that begins the handler. */
  head: (given) => {
    const [, runtime = '', handler = '', text = ''] = /^(\S+) (\S+) (.*)$/.exec(given) ?? [];
    const lines = text.replaceAll('⏎', '\n');
    const line = lineOfForeignHandler(runtime, handler, lines);
    return line === undefined ? 'nowhere' : `line ${line + 1}: ${lines.split('\n')[line]!.trim()}`;
  },
  /** `FILE a@1 b@1`: names, each with where its function begins. */
  distinct: (given) => {
    const [file = '', ...all] = given.split(' ');
    const exported = all.map((each) => {
      const [name = '', start] = each.split('@');
      return { name, start: Number(start), line: 0, from: 0, to: 0, takesEvent: true };
    });
    return distinctFunctions(file, exported)
      .map(({ name, start }) => `${name}@${start}`)
      .join(' ');
  },
};

test('names', () =>
  expectAnswers(table('names'), (written) => {
    const [what = '', given = ''] = written.split(/ (.*)/s);
    return TOLD[what]!(given);
  }));

test('languages', () => {
  const address = {
    host: '127.0.0.1',
    port: 9,
    cwd: 'C:\\work',
    outFiles: ['C:\\out\\a.js', '/out/b.js'],
    beside: ['C:\\layer'],
  };
  expectGolden(table('languages'), [
    JSON.stringify(EDITOR_LANGUAGES),
    JSON.stringify(SERVED_LANGUAGES.slice(EDITOR_LANGUAGES.length)),
    ...HANDLER_LANGUAGE_IDS.flatMap((id) => {
      const { debugger: own, ...rest } = languageOf(id);
      return [
        '',
        `# ${id}: ${endingsOf(id).join(' ')}`,
        ...Object.entries(rest).flatMap(([name, value]) =>
          typeof value === 'function'
            ? []
            : [`${name}: ${value instanceof RegExp ? String(value) : JSON.stringify(value)}`],
        ),
        `debugger: ${own.type} ${JSON.stringify(own.extension ?? 'of the editor')}`,
        JSON.stringify(own.attachment(address, '/ours/**'), null, 2),
      ];
    }),
  ]);
  expect(new Set(HANDLER_LANGUAGE_IDS.flatMap(endingsOf)).size).toBe(HANDLER_LANGUAGE_IDS.flatMap(endingsOf).length);
});
