/**
 * Which mutants the compiler takes: what it refuses would never land, so no test has to notice it. Every mutant is asked about, also
 * one that its tests would notice: without its types it may fail at run time all the same, and would flatter the figure.
 *
 * One program holds them all, each as a file of its own beside the file that it changes: what the compiler knows of all the others
 * serves every one, and no mutant sees another. Nothing imports these files, so what a change does to the types that others see is
 * not asked.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { roomOf } from './rooms.mjs';

/** Names that nothing uses any more: a matter of style in a mutant. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198]);

/** What only the one class has, which the others import: another file's is not it. */
const NOMINAL = /\b(?:private|protected)\b/;

/** @typedef {{ readonly file: string, readonly text: string }} Changed a file with another text */

/**
 * @param {string} root
 * @returns {(all: readonly Changed[]) => boolean[]} whether each compiles, among all other files as they are
 */
export function compiler(root) {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(String(messageText));
      },
    },
  );
  if (!config) throw new Error('tsconfig.json could not be read.');
  const options = { ...config.options, allowUnreachableCode: true };
  // Tests and scripts tell the compiler nothing about the rooms.
  const own = config.fileNames.filter((file) => roomOf(path.relative(root, file)) || file.endsWith('.d.ts'));
  /** By full path. @type {Map<string, string>} */
  const virtual = new Map();
  /** Parsed once, for all programs. @type {Map<string, ts.SourceFile | undefined>} */
  const parsed = new Map();
  const system = ts.createCompilerHost(options, true);
  /** @type {ts.CompilerHost} */
  const host = {
    ...system,
    fileExists: (file) => virtual.has(file) || system.fileExists(file),
    readFile: (file) => virtual.get(file) ?? system.readFile(file),
    getSourceFile: (file, target) => {
      const text = virtual.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, target, true);
      if (!parsed.has(file)) parsed.set(file, system.getSourceFile(file, target));
      return parsed.get(file);
    },
  };
  /** @type {ts.Program | undefined} */
  let program;
  /** @returns {string[][]} of each, what is wrong in it */
  const mistakes = (/** @type {readonly Changed[]} */ all) => {
    const names = all.map(({ file }, index) => path.join(root, file.replace(/\.ts$/, `.mutant${index}.ts`)));
    virtual.clear();
    for (const [index, { text }] of all.entries()) virtual.set(names[index] ?? '', text);
    program = ts.createProgram([...own, ...names], options, host, program);
    return names.map((name) => {
      const source = program?.getSourceFile(name);
      return [...(program?.getSyntacticDiagnostics(source) ?? []), ...(program?.getSemanticDiagnostics(source) ?? [])]
        .filter(({ category, code }) => category === ts.DiagnosticCategory.Error && !UNUSED.has(code))
        .map(({ code, messageText }) => `${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    });
  };
  return (all) => {
    if (all.length === 0) return [];
    const found = mistakes(all);
    const unsure = new Set(
      all.filter(({ text }, index) => found[index]?.length && NOMINAL.test(text)).map(({ file }) => file),
    );
    const unchanged = [...unsure].map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
    const apart = unchanged.length === 0 ? [] : mistakes(unchanged);
    const known = new Map(unchanged.map(({ file }, index) => [file, new Set(apart[index])]));
    return all.map(({ file }, index) => (found[index] ?? []).every((each) => known.get(file)?.has(each)));
  };
}
