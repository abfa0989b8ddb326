/**
 * Pieces of a source file that are executed as one: statements, and expressions that depend on what stands before them. With a mark
 * in each, a run tells which it came to, in whatever process; its lines stay where they are.
 */
import ts from 'typescript';

const { SyntaxKind } = ts;
const DEPENDS = new Set([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken]);

/** @typedef {{ readonly start: number, readonly end: number, readonly opens: string, readonly closes: string }} Region */

/** @returns {Region[]} the outer before the inner */
export function regionsOf(/** @type {string} */ text) {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  /** @type {Region[]} */
  const found = [];
  const region = (/** @type {ts.Node} */ node, opens, closes) =>
    found.push({ start: node.getStart(source), end: node.end, opens, closes });
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (isStatementOfList(node)) region(node, '', '');
    else if (isBranch(node)) region(node, '{', '}');
    else if (isDependentExpression(node)) region(node, '(', ')');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @returns {number | undefined} where the innermost region around a place begins; none: what is there is executed by every import */
export function regionAt(/** @type {readonly Region[]} */ regions, /** @type {number} */ offset) {
  return regions.findLast(({ start, end }) => start <= offset && offset < end)?.start;
}

/**
 * @param {string} text
 * @param {(start: number) => string} mark an expression that tells of a region
 * @param {string} preamble what the marks need, in one line
 */
export function marked(text, mark, preamble) {
  const regions = regionsOf(text);
  const inserted = [
    ...regions.toReversed().map(({ end, closes }) => [end, closes]),
    ...regions.map(({ start, opens }) => [start, `${opens}${mark(start)}${opens === '(' ? ',' : ';'}`]),
  ].sort(([one], [other]) => one - other);
  let done = 0;
  let result = '';
  for (const [place, piece] of inserted) {
    result += text.slice(done, place) + piece;
    done = place;
  }
  const whole = result + text.slice(done);
  const [shebang = ''] = /^#!.*\n/.exec(whole) ?? [];
  return `${shebang}${preamble}${whole.slice(shebang.length)}`;
}

function isStatementOfList(node) {
  const { parent } = node;
  if (!parent || !('statements' in parent) || !parent.statements.includes(node)) return false;
  // Functions are there before the place where they stand.
  if (ts.isFunctionDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    return false;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isModuleDeclaration(node)) return false;
  return !(ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression));
}

function isBranch(node) {
  const { parent } = node;
  if (!parent || ts.isBlock(node) || !ts.isStatement(node)) return false;
  if (ts.isIfStatement(parent)) return true;
  return ts.isIterationStatement(parent, false) && parent.statement === node;
}

function isDependentExpression(node) {
  const { parent } = node;
  if (!parent) return false;
  if (ts.isArrowFunction(parent)) return parent.body === node && !ts.isBlock(node);
  if (ts.isConditionalExpression(parent)) return node === parent.whenTrue || node === parent.whenFalse;
  return ts.isBinaryExpression(parent) && parent.right === node && DEPENDS.has(parent.operatorToken.kind);
}
