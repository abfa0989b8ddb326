/** The source files of a room, and what each imports. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const root = path.resolve(__dirname, '..', '..');

export interface Import {
  readonly specifier: string;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
  /** Asked for while the program runs, not when the file is loaded. */
  readonly late: boolean;
}

/** Absolute paths. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
    .map((file) => path.join(root, folder, file));
}

export function importsOf(file: string, text = readFileSync(file, 'utf8')): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const { text: specifier } = node.moduleSpecifier as ts.StringLiteral;
      found.push({ specifier, typeOnly: isTypeOnly(node), late: false });
    }
    const isCall = ts.isCallExpression(node) && node.arguments.length === 1;
    if (isCall && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) {
        found.push({ specifier: argument.text, typeOnly: false, late: true });
      }
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      found.push({ specifier: node.argument.literal.text, typeOnly: true, late: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `import type …`, and lists of which each name is a type. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || areTypes(node.exportClause);
  const clause = node.importClause;
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (!clause?.name && areTypes(clause?.namedBindings));
}

function areTypes(list: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (!list || !(ts.isNamedImports(list) || ts.isNamedExports(list))) return false;
  return list.elements.length > 0 && list.elements.every((element) => element.isTypeOnly);
}

/** The file of ours that an import means; undefined where it is a package. */
export function importedFile(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const wanted = path.resolve(path.dirname(from), specifier);
  const candidates = [wanted, `${wanted}.ts`, `${wanted}.tsx`, path.join(wanted, 'index.ts')];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}

/** Relative to the repository, with `/` on every system. */
export function shown(file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
