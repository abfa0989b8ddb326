/** Which mutants the compiler takes: what it refuses would never land, so no test has to notice it. */
import path from 'node:path';
import ts from 'typescript';

/** Names that nothing uses any more: a matter of style in a mutant. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198]);

/** So many files are changed at the same time: what the compiler knows of all the others serves them all. */
const AT_ONCE = 40;

/**
 * @typedef {{ readonly file: string, readonly text: string, readonly from: number, readonly to: number }} Changed a file with another
 *   text, which differs from one offset to another
 *
 * @param {string} root
 * @returns {(all: readonly Changed[]) => boolean[]} whether each file compiles with its text, among all the others as they are
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
  /** By full path. @type {Map<string, { readonly text: string, readonly version: number }>} */
  let changed = new Map();
  let version = 0;
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ ...config.options, allowUnreachableCode: true }),
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: (file) => String(changed.get(file)?.version ?? 0),
    getScriptSnapshot: (file) => {
      const text = changed.get(file)?.text ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const mistakes = (/** @type {string} */ file) =>
    [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].filter(
      ({ category, code }) => category === ts.DiagnosticCategory.Error && !UNUSED.has(code),
    );
  const change = (/** @type {readonly Changed[]} */ all) => {
    version++;
    changed = new Map(all.map(({ file, text }) => [path.join(root, file), { text, version }]));
  };
  const compiles = (/** @type {Changed} */ one) => {
    change([one]);
    return mistakes(path.join(root, one.file)).length === 0;
  };
  return (all) => {
    /** @type {Map<Changed, boolean>} */
    const known = new Map();
    for (let open = [...all]; open.length > 0; open = open.filter((each) => !known.has(each))) {
      const some = [...new Map(open.map((each) => [each.file, each])).values()].slice(0, AT_ONCE);
      change(some);
      const unsure = some.filter((each) => {
        const found = mistakes(path.join(root, each.file));
        const isOwn = found.some(({ start = 0 }) => start >= each.from && start <= each.to);
        if (found.length === 0 || isOwn) known.set(each, !isOwn);
        return !known.has(each);
      });
      // What is wrong elsewhere in the file may come from another that was changed.
      for (const each of unsure) known.set(each, compiles(each));
    }
    return all.map((each) => known.get(each) ?? false);
  };
}
