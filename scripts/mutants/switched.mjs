/**
 * Sources that hold many mutants at the same time, each behind a switch: `a < b` becomes `(m_(7)?(a <= b):(a < b))`. One process
 * loads them once and tries each mutant in the tests that come to it (`switchedRunner.mjs`). What a module executes as it is
 * loaded is over before anything could be switched: those mutants are not in it.
 */
import ts from 'typescript';
import { mutatedText } from './operators.mjs';

const { SyntaxKind } = ts;

/**
 * @typedef {import('./operators.mjs').Mutant} Mutant
 * @typedef {{ readonly start: number, readonly end: number, readonly isStatement: boolean }} Owner what stands behind a switch
 */

/** Of a module: what a switch asks, and that the module is being loaded; in one line. */
const BEGIN = 'globalThis.mutants_?.loads(1);function m_(n){const s=globalThis.mutants_;return s!==undefined&&s.is(n)}';
const END = '\n;globalThis.mutants_?.loads(-1);';

/**
 * @param {string} file
 * @param {string} text
 * @param {readonly { readonly id: number, readonly mutant: Mutant }[]} mutants of this file
 * @returns {{ text: string, ids: number[] }} `ids`: of those that it holds
 */
export function switched(file, text, mutants) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const held = mutants.flatMap(({ id, mutant }) => {
    // What is put before a statement stands alone.
    const isInserted = mutant.start === mutant.end;
    const owner = isInserted ? { ...mutant, isStatement: true } : ownerOf(source, mutant);
    return owner ? [{ id, mutant, owner }] : [];
  });
  // The outer before the inner; what is put before all of them first.
  const lengthOf = ({ owner: { start, end } }) => (start === end ? Infinity : end - start);
  held.sort(
    (one, other) => one.owner.start - other.owner.start || lengthOf(other) - lengthOf(one) || one.id - other.id,
  );
  const write = (/** @type {number} */ start, /** @type {number} */ end, /** @type {typeof held} */ inside) => {
    let done = start;
    let result = '';
    for (let index = 0; index < inside.length;) {
      const { owner } = inside[index];
      const isIn = (/** @type {Owner} */ each) =>
        each.start < owner.end || (each.start === each.end && each.start === owner.start && owner.start === owner.end);
      const within = inside.slice(index).filter((each) => isIn(each.owner));
      const own = within.filter((each) => each.owner.start === owner.start && each.owner.end === owner.end);
      const whole = write(
        owner.start,
        owner.end,
        within.filter((each) => !own.includes(each)),
      );
      result += text.slice(done, owner.start) + behindSwitches(text, owner, own, whole);
      done = owner.end;
      index += within.length;
    }
    return result + text.slice(done, end);
  };
  const whole = write(0, text.length, held);
  const [shebang = ''] = /^#!.*\n/.exec(whole) ?? [];
  return { text: `${shebang}${BEGIN}${whole.slice(shebang.length)}${END}`, ids: held.map(({ id }) => id) };
}

function behindSwitches(text, { start, end, isStatement }, own, whole) {
  const choices = own.map(({ id, mutant }) => {
    const changed = mutatedText(text, mutant).slice(start, end + mutant.text.length - (mutant.end - mutant.start));
    return isStatement ? `if(m_(${id})){${changed}}else ` : `m_(${id})?(${changed}):`;
  });
  return isStatement ? `{${choices.join('')}{${whole}}}` : `(${choices.join('')}(${whole}))`;
}

/** @returns {Owner | undefined} the smallest statement or value around a mutant; none: it is executed as the module is loaded */
function ownerOf(source, { start, end, text }) {
  let found;
  // What is left out needs something around it.
  const isWhole = (/** @type {ts.Node} */ node) => text === '' && node.getStart(source) === start && node.end === end;
  const visit = (/** @type {ts.Node} */ node, /** @type {boolean} */ isLater) => {
    if (node.getStart(source) > start || node.end < end) return;
    const isStatement = isStatementAlone(node);
    if (isLater && !isWhole(node) && (isStatement || isValue(node)))
      found = { start: node.getStart(source), end: node.end, isStatement };
    const isField = ts.isPropertyDeclaration(node) && !node.modifiers?.some(isStatic);
    const isInside = isLater || ts.isFunctionLike(node) || isField;
    ts.forEachChild(node, (child) => visit(child, isInside));
  };
  visit(source, false);
  return found;
}

function isStatic(/** @type {ts.ModifierLike} */ { kind }) {
  return kind === SyntaxKind.StaticKeyword;
}

/** One that may stand in braces of its own: it declares nothing. */
function isStatementAlone(node) {
  if (!ts.isStatement(node) || ts.isBlock(node) || ts.isVariableStatement(node) || ts.isDeclarationStatement(node))
    return false;
  const { parent } = node;
  if (ts.isLabeledStatement(parent)) return false;
  return 'statements' in parent || ts.isIfStatement(parent) || ts.isIterationStatement(parent, false);
}

/** An expression that may stand in brackets with another beside it. */
function isValue(node) {
  if (!ts.isExpression(node) || ts.isSpreadElement(node) || ts.isOmittedExpression(node)) return false;
  if ([SyntaxKind.SuperKeyword, SyntaxKind.ImportKeyword].includes(node.kind)) return false;
  const { parent } = node;
  if (ts.isExpressionWithTypeArguments(parent) || ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isTypeNode(parent) || ts.isTypeNode(node)) return false;
  const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isNonNullExpression(parent)) {
    if (parent.expression !== node) return ts.isElementAccessExpression(parent);
    return !isChain(parent);
  }
  if (ts.isCallExpression(parent) && parent.expression === node) return !isMember && !isChain(parent);
  if (ts.isTaggedTemplateExpression(parent)) return false;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator !== SyntaxKind.PlusPlusToken && parent.operator !== SyntaxKind.MinusMinusToken;
  if (ts.isDeleteExpression(parent)) return false;
  if (ts.isBinaryExpression(parent) && parent.left === node)
    return (
      parent.operatorToken.kind < SyntaxKind.FirstAssignment || parent.operatorToken.kind > SyntaxKind.LastAssignment
    );
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.expression === node;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  if ('name' in parent && parent.name === node) return false;
  if ('propertyName' in parent && parent.propertyName === node) return false;
  return !ts.isShorthandPropertyAssignment(parent) && !('label' in parent && parent.label === node);
}

function isChain(/** @type {ts.Node} */ node) {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}
