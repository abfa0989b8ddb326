/** The bundle that translators begin with holds what the sources say, and what nobody can translate yet grows less. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../core/l10n/phrase';
import { writeFormatted } from '../harness/writeFormatted';

interface Found {
  readonly key: string;
  readonly parts: readonly string[];
  readonly node: ts.Node;
}
interface Script {
  englishBundle(): { readonly [key: string]: string };
  sourceFiles(): string[];
  parsed(file: string, text?: string): ts.SourceFile;
  textsIn(source: ts.SourceFile): Found[];
  unspokenIn(source: ts.SourceFile): ts.Node[];
}

const root = path.resolve(__dirname, '..', '..');
const folder = path.join(root, 'l10n');
const script = (await import(path.join(root, 'scripts', 'l10n', 'texts.mjs'))) as Script;
const sources = script.sourceFiles().map((file) => script.parsed(file));
const bundleFile = path.join(folder, 'bundle.l10n.json');
const waitingFile = path.join(__dirname, 'untranslated.json');

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** How many literals of a room look like words for people and are not looked up. */
function counted(): { [room: string]: number } {
  const rooms: { [room: string]: number } = {};
  for (const source of sources) {
    const room = source.fileName.split('/')[0] as string;
    const { length } = script.unspokenIn(source);
    if (length > 0) rooms[room] = (rooms[room] ?? 0) + length;
  }
  return rooms;
}

if (process.env['UPDATE']) {
  await writeFormatted(bundleFile, JSON.stringify(script.englishBundle(), null, 2));
  const waiting = readJson<{ [room: string]: number }>(waitingFile);
  const fewer = Object.entries(counted()).map(([room, count]) => [room, Math.min(count, waiting[room] ?? 0)]);
  await writeFormatted(waitingFile, JSON.stringify(Object.fromEntries(fewer), null, 2));
}

describe('l10n/bundle.l10n.json', () => {
  const english = readJson<{ readonly [key: string]: string }>(bundleFile);

  it('holds what the sources say', () => expect(english).toEqual(script.englishBundle()));

  it('has no text whose own braces look like the place of a value', () => {
    const texts = sources.flatMap((source) => script.textsIn(source));
    expect(texts.filter(({ parts }) => parts.some((part) => /\{\d+\}/.test(part))).map(({ key }) => key)).toEqual([]);
  });

  it.each(readdirSync(folder).filter((file) => file !== 'bundle.l10n.json'))('%s translates it', (file) => {
    const bundle = readJson<{ readonly [key: string]: string }>(path.join(folder, file));
    const places = (words: string): string[] => [...new Set(words.match(/\{\d+\}/g))];
    const wrong = Object.entries(bundle).filter(
      ([key, words]) => !Object.hasOwn(english, key) || places(words).some((place) => !places(key).includes(place)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a translation of the words of package.json', () => {
  const english = readJson<object>(path.join(root, 'package.nls.json'));

  it('has no word that the English has not', () => {
    const files = readdirSync(root).filter((file) => /^package\.nls\..+\.json$/.test(file));
    const unknown = files.flatMap((file) =>
      Object.keys(readJson<object>(path.join(root, file))).flatMap((key) =>
        Object.hasOwn(english, key) ? [] : [`${file}: ${key}`],
      ),
    );
    expect(unknown).toEqual([]);
  });
});

describe('texts', () => {
  it('are said when somebody hears them, not when their module is loaded', () => {
    const early = sources.flatMap((source) =>
      script
        .textsIn(source)
        .filter(({ node }) => !isLater(node) && !source.text.includes('useTranslations('))
        .map(({ key, node }) => {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
          return `${source.fileName}:${line + 1} ${key}`;
        }),
    );
    expect(early).toEqual([]);
  });

  it('are looked up, but for so many of each room: give a new one the tag `phrase`', () => {
    expect(counted()).toEqual(readJson(waitingFile));
  });
});

function isLater(node: ts.Node): boolean {
  for (let each = node.parent; each; each = each.parent) {
    if (ts.isFunctionLike(each) || ts.isPropertyDeclaration(each)) return true;
  }
  return false;
}

describe('the sources', () => {
  const looked = (code: string): string[] => script.textsIn(script.parsed('cli/x.ts', code)).map(({ key }) => key);
  const left = (code: string): string[] =>
    script.unspokenIn(script.parsed('cli/x.ts', code)).map((node) => node.getText());

  it.each<[string, readonly string[], readonly string[]]>([
    ['phrase`There is ${a} no ${b}.`', ['There is {0} no {1}.'], []],
    ['says`stepwise: ${phrase`It ends.`}\\n`', ['stepwise: {0}', 'It ends.'], []],
    ["vscode.l10n.t('Open {0}', 'the first file')", ['Open {0}'], ["'the first file'"]],
    ['says`${a}: ${b}`', [], []],
    ['fail(`There is no ${a}.`)', [], ['`There is no ${a}.`']],
    ["const x = { label: 'Close', class: 'fact map-run', id: 'Close' };", [], ["'Close'"]],
    ["import x from './a b c'; if (x === 'it is so') y['as it is'] = `stepwise.${name}`;", [], []],
  ])('%s', (code, keys, others) => {
    expect(looked(code)).toEqual(keys);
    expect(left(code)).toEqual(others);
  });

  it('give a text the key that it is looked up by', () => {
    for (const source of sources) {
      for (const { key, parts, node } of script.textsIn(source)) {
        if (ts.isTaggedTemplateExpression(node)) expect(key).toBe(keyOf(parts));
      }
    }
  });
});
