/** Words for people are plain English: what is wrong, where, what to do next. Held over every text that reads as a sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(__dirname, '..', '..');
const ROOMS = [
  'cli',
  'client',
  'core',
  'debugger',
  'events',
  'lambda',
  'messages',
  'processes',
  'project',
  'run',
  'server',
  'webview',
];

/** What no text says. Expressions of a template are written `${…}` with their code inside. */
const NEVER: Readonly<Record<string, RegExp>> = {
  '"is no X": write "is not a valid X", or what it must be': /(?<!\bthere )\b(is|are) no\b(?! longer)/i,
  '"whatever"': /\bwhatever\b/i,
  'Latin: write "such as" or "that is"': /\b(e\.g|i\.e|etc)\./i,
  'two spaces in a sentence': /[a-z][,.:;]? {2,}[A-Za-z]/,
  '"blank" where a space is meant': /\bblanks?\b/,
  'a norm told as a fact: write "must be" and both values': /\b(smaller|greater|larger|less) than [^.]*, which is \$\{/,
  'something that "stands" somewhere': /\bstands (alone|behind|beside|in|on)\b/,
  '"hands on": write "passes on"': /\bhands? (it|its \w+|them)? ?on\b/,
  "a library's raw text": /\$\{[^}]*(\.message : String\(|\bString\(error\))/,
  'sentences without a full stop at the end': /^[A-Z"'][^\n]*[a-z)"]\. [A-Z][^\n:]*[a-z]$/,
};

/** Texts that are right as they are, with the reason. */
const EXCEPT: readonly (readonly [reason: string, file: RegExp, text: RegExp])[] = [
  ['columns of a table in help', /^cli\//, /^\s*stepwise |\n {2}/],
  [
    'a bug of ours, told with all that is known of it',
    /./,
    /Stepwise itself failed|did not stop cleanly|did not attach|could not be bundled/,
  ],
  [
    "AWS's own words in an execution",
    /^core\/query\//,
    /^(Expected|Failed to parse|No results|Use bracket notion|Expression evaluation timeout)/,
  ],
  ['the command line tests one state', /testState/i, /is no JSON|blanks/],
];

interface Text {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(file);
    return /\.c?ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [file] : [];
  });
}

/** Whatever a person could read: three words at least, of which one is written in small letters alone. */
const LOOKS_WRITTEN = /[a-z]{2,}.* [a-z]{2,}.* [a-z]{2,}/i;

function textsIn(file: string): Text[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = textOf(node, source);
    if (text !== undefined && LOOKS_WRITTEN.test(text.replace(/\$\{[^}]*\}/g, 'x'))) {
      texts.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function textOf(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  const spans = node.templateSpans.map((span) => `\${${span.expression.getText(source)}}${span.literal.text}`);
  return node.head.text + spans.join('');
}

const ofData = (file: string): Text[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/"(?:description|[\w.]+)": "((?:[^"\\]|\\.)*)"/g)].map(
    ([, text = '']) => ({ file, line: 0, text }),
  );

const texts = [
  ...ROOMS.flatMap(filesIn).flatMap(textsIn),
  ...['package.nls.json', 'schemas/stepwise.schema.json', 'schemas/mockConfigFile.schema.json'].flatMap(ofData),
];

describe('no text for people has', () => {
  it.each(Object.entries(NEVER))('%s', (_what, pattern) => {
    const found = texts.filter(
      ({ file, text }) =>
        pattern.test(text) && !EXCEPT.some(([, inFile, except]) => inFile.test(file) && except.test(text)),
    );
    expect(found.map(({ file, line, text }) => `${file}:${line}: ${text}`)).toEqual([]);
  });

  it('been overlooked: all rooms that speak are read', () => {
    for (const room of ROOMS.filter((each) => each !== 'server' && each !== 'messages')) {
      expect(
        texts.some(({ file }) => file.startsWith(`${room}/`)),
        room,
      ).toBe(true);
    }
    expect(texts.length).toBeGreaterThan(1000);
  });
});
