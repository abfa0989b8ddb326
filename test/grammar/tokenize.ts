/** Reads a text with the grammars as the editor does: by vscode-textmate, and Oniguruma as WebAssembly. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const ROOT = path.join(__dirname, '../..');
const OURS = path.join(ROOT, 'syntaxes');

/** A piece of a line, and the scopes that our grammars give it, the innermost last. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

const files = new Map(
  readdirSync(OURS)
    .filter((name) => name.endsWith('.tmLanguage.json'))
    .map((name) => path.join(OURS, name))
    .map((file) => [(JSON.parse(readFileSync(file, 'utf8')) as { scopeName: string }).scopeName, file]),
);
// The editor brings its own grammar of YAML; this one holds as much of it as ours meet.
files.set('source.yaml', path.join(__dirname, 'fixtures', 'yaml.tmLanguage.json'));

const wasm = readFileSync(createRequire(__filename).resolve('vscode-oniguruma/release/onig.wasm'));
const onigLib = loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)).then(() => ({
  createOnigScanner,
  createOnigString,
}));
const registry = new Registry({
  onigLib,
  loadGrammar: (scopeName) => {
    const file = files.get(scopeName);
    return Promise.resolve(file && existsSync(file) ? parseRawGrammar(readFileSync(file, 'utf8'), file) : null);
  },
});

/** The tokens of each line. */
export async function tokenize(scopeName: string, text: string): Promise<Token[][]> {
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`There is no grammar ${scopeName}.`);
  let state = INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
  });
}
