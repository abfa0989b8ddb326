/** Which mutants the compiler takes: what it refuses would never land, so no test has to notice it. */
import path from 'node:path';
import ts from 'typescript';

/** Names that nothing uses any more: a matter of style in a mutant. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198]);

/**
 * @param {string} root
 * @returns {(file: string, text: string) => boolean} whether the file compiles with this text, among all the others as they are
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
  /** @type {{ readonly file: string, readonly text: string, readonly version: number } | undefined} */
  let changed;
  let version = 0;
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ ...config.options, allowUnreachableCode: true }),
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: (file) => (file === changed?.file ? String(changed.version) : '0'),
    getScriptSnapshot: (file) => {
      const text = file === changed?.file ? changed.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  return (file, text) => {
    changed = { file: path.join(root, file), text, version: ++version };
    const found = [...service.getSyntacticDiagnostics(changed.file), ...service.getSemanticDiagnostics(changed.file)];
    return !found.some(({ category, code }) => category === ts.DiagnosticCategory.Error && !UNUSED.has(code));
  };
}
