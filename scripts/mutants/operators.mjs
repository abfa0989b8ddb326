/**
 * What is changed in a source file to see whether a test notices: a table of operators, each from a node of the syntax tree
 * to texts that may stand in its place. Types, imports and words for people are left alone.
 *
 * @typedef {object} Mutant
 * @property {string} file path from the root
 * @property {string} operator a name of the table
 * @property {number} line one-based, of the first character changed
 * @property {number} start offset of the text replaced
 * @property {number} end
 * @property {string} text what stands there instead
 * @property {string} original the lines it touches, without their indentation, white space collapsed
 * @property {string} mutated the same lines afterwards
 */
import ts from 'typescript';

const { SyntaxKind } = ts;

const SWAPPED = new Map([
  [SyntaxKind.LessThanToken, ['boundary', '<=']],
  [SyntaxKind.LessThanEqualsToken, ['boundary', '<']],
  [SyntaxKind.GreaterThanToken, ['boundary', '>=']],
  [SyntaxKind.GreaterThanEqualsToken, ['boundary', '>']],
  [SyntaxKind.EqualsEqualsEqualsToken, ['comparison', '!==']],
  [SyntaxKind.ExclamationEqualsEqualsToken, ['comparison', '===']],
  [SyntaxKind.AmpersandAmpersandToken, ['logic', '||']],
  [SyntaxKind.BarBarToken, ['logic', '&&']],
  [SyntaxKind.PlusToken, ['arithmetic', '-']],
  [SyntaxKind.MinusToken, ['arithmetic', '+']],
  [SyntaxKind.AsteriskToken, ['arithmetic', '/']],
  [SyntaxKind.SlashToken, ['arithmetic', '*']],
  [SyntaxKind.PlusEqualsToken, ['arithmetic', '-=']],
  [SyntaxKind.MinusEqualsToken, ['arithmetic', '+=']],
]);

/** Methods whose neighbour is the usual slip. */
const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['indexOf', 'lastIndexOf'],
  ['lastIndexOf', 'indexOf'],
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
  ['push', 'unshift'],
  ['shift', 'pop'],
  ['toLowerCase', 'toUpperCase'],
]);

/** Methods that may be left out: what they are called on has the same type. */
const LEFT_OUT = new Set([
  'filter',
  'slice',
  'sort',
  'toSorted',
  'reverse',
  'trim',
  'trimEnd',
  'concat',
  'replace',
  'replaceAll',
  'flat',
]);

/** Properties and calls that hold words for people. */
const WORDS =
  /^(message|description|title|label|detail|documentation|text|hint|help|reason|problem|cause|purpose|log|warn|error|describe\w*|\w*(Message|Sentence|Words|Error|Problem|Markdown))$/;

/** @type {Record<string, (node: ts.Node, source: ts.SourceFile) => readonly Replacement[]>} @typedef {[ts.TextRange, string]} Replacement */
const OPERATORS = {
  swap(node, source) {
    if (!ts.isBinaryExpression(node)) return [];
    const swapped = SWAPPED.get(node.operatorToken.kind);
    if (!swapped || (swapped[0] === 'arithmetic' && [node.left, node.right].some(isText))) return [];
    return [[tokenRange(node.operatorToken, source), swapped[1]]];
  },
  default(node, source) {
    const isDefault = ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.QuestionQuestionToken;
    if (!isDefault) return [];
    return [node.left, node.right].map((side) => [tokenRange(node, source), side.getText(source)]);
  },
  condition(node, source) {
    const isLoop = ts.isWhileStatement(node) || ts.isDoStatement(node);
    if (!ts.isIfStatement(node) && !ts.isConditionalExpression(node) && !isLoop) return [];
    const condition = ts.isConditionalExpression(node) ? node.condition : node.expression;
    // Where the operator is swapped, that says it.
    if (ts.isBinaryExpression(condition) && SWAPPED.get(condition.operatorToken.kind)?.[0] === 'comparison') return [];
    const text = condition.getText(source);
    if (ts.isPrefixUnaryExpression(condition) && condition.operator === SyntaxKind.ExclamationToken)
      return [[tokenRange(condition, source), condition.operand.getText(source)]];
    return [[tokenRange(condition, source), isOneTerm(condition) ? `!${text}` : `!(${text})`]];
  },
  always(node, source) {
    if (!ts.isIfStatement(node) || ts.isPrefixUnaryExpression(node.expression)) return [];
    return [[tokenRange(node.expression, source), 'false']];
  },
  statement(node, source) {
    if (!ts.isExpressionStatement(node) || node.expression.kind === SyntaxKind.AwaitExpression) return [];
    const calls = ts.isCallExpression(node.expression) ? node.expression.expression : undefined;
    if (calls?.kind === SyntaxKind.SuperKeyword || ts.isStringLiteral(node.expression)) return [];
    return [[tokenRange(node, source), '{}']];
  },
  early(node, source) {
    const isFunction = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isArrowFunction(node);
    if (!isFunction || !node.body || !ts.isBlock(node.body) || node.body.statements.length < 2) return [];
    if (!/^(void|Promise<void>)$/.test(node.type?.getText(source) ?? '')) return [];
    // In one line, so that all of what it leaves out is still there to be compiled.
    const first = node.body.statements[0].getStart(source);
    return [[{ pos: first, end: first }, 'if (Number(1)) return; ']];
  },
  leave(node, source) {
    if (!ts.isBreakStatement(node) && !ts.isContinueStatement(node)) return [];
    if (ts.isCaseOrDefaultClause(node.parent) || ts.isCaseOrDefaultClause(node.parent.parent)) return [];
    return [[tokenRange(node, source), '{}']];
  },
  not(node, source) {
    if (!ts.isReturnStatement(node) || !node.expression) return [];
    const owner = ts.findAncestor(node, ts.isFunctionLike);
    if (owner?.type?.kind !== SyntaxKind.BooleanKeyword) return [];
    const { expression } = node;
    if (expression.kind === SyntaxKind.TrueKeyword || expression.kind === SyntaxKind.FalseKeyword) return [];
    return [[tokenRange(expression, source), `!(${expression.getText(source)})`]];
  },
  number(node, source) {
    if (!ts.isNumericLiteral(node) || isSign(node)) return [];
    const value = Number(node.text.replaceAll('_', ''));
    // A limit that is one higher is nobody's mistake.
    return [[tokenRange(node, source), String(value < 10 ? value + 1 : value * 10)]];
  },
  boolean(node, source) {
    if (node.kind === SyntaxKind.TrueKeyword) return [[tokenRange(node, source), 'false']];
    if (node.kind === SyntaxKind.FalseKeyword) return [[tokenRange(node, source), 'true']];
    return [];
  },
  string(node, source) {
    if (!ts.isStringLiteral(node) || /\s/.test(node.text)) return [];
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return [];
    return [[tokenRange(node, source), node.text === '' ? "'x'" : "''"]];
  },
  pattern(node, source) {
    if (node.kind !== SyntaxKind.RegularExpressionLiteral) return [];
    const [, body, flags] = /^\/(.*)\/([a-z]*)$/s.exec(node.getText(source)) ?? ['', '', ''];
    const found = [];
    if (body.startsWith('^')) found.push(`/${body.slice(1)}/${flags}`);
    if (/[^\\]\$$/.test(body)) found.push(`/${body.slice(0, -1)}/${flags}`);
    if (flags.includes('i')) found.push(`/${body}/${flags.replace('i', '')}`);
    const many = body.search(/(?<=[\])\w])\+(?!\?)/);
    if (many > 0) found.push(`/${body.slice(0, many)}${body.slice(many + 1)}/${flags}`);
    return found.map((text) => [tokenRange(node, source), text]);
  },
  method(node, source) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const { name, expression } = node.expression;
    // In which order VS Code disposes of them nobody sees.
    if (/\bsubscriptions$/.test(expression.getText(source))) return [];
    /** @type {Replacement[]} */
    const found = [];
    const other = METHODS.get(name.text);
    if (other) found.push([tokenRange(name, source), other]);
    if (LEFT_OUT.has(name.text) && !ts.isExpressionStatement(node.parent))
      found.push([tokenRange(node, source), expression.getText(source)]);
    return found;
  },
  element(node, source) {
    const isTable = ts.isObjectLiteralExpression(node) && node.properties.length >= 3 && atTopLevel(node);
    const elements = ts.isArrayLiteralExpression(node) ? node.elements : isTable ? node.properties : [];
    if (elements.length < 2) return [];
    const text = source.text;
    return elements.map((element) => {
      const comma = /^\s*,/.exec(text.slice(element.end));
      return [{ pos: element.getStart(source), end: element.end + (comma ? comma[0].length : 0) }, ''];
    });
  },
  optional(node, source) {
    if (!ts.isPropertyAccessExpression(node) || !node.questionDotToken) return [];
    return [[tokenRange(node.questionDotToken, source), '.']];
  },
};

/**
 * Every mutant of a file, in the order of its text.
 * @param {string} file
 * @param {string} text
 * @returns {Mutant[]}
 */
export function mutantsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  /** @type {Mutant[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (isLeftAlone(node)) return;
    if (asksForPlatform(node)) {
      if (node.elseStatement) visit(node.elseStatement);
      return;
    }
    for (const [operator, replacements] of Object.entries(OPERATORS)) {
      for (const [range, replacement] of replacements(node, source))
        found.push(mutant(source, operator, range, replacement));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((one, other) => one.start - other.start);
}

/** The whole text of the file with it. */
export function mutatedText(/** @type {string} */ text, /** @type {Mutant} */ mutant) {
  return text.slice(0, mutant.start) + mutant.text + text.slice(mutant.end);
}

/** @returns {Mutant} */
function mutant(source, operator, { pos: start, end }, text) {
  const from = source.text.lastIndexOf('\n', start - 1) + 1;
  const to = (source.text.indexOf('\n', end) + source.text.length + 1) % (source.text.length + 1) || source.text.length;
  const lines = (/** @type {string} */ between) =>
    (source.text.slice(from, start) + between + source.text.slice(end, to)).replace(/\s+/g, ' ').trim();
  return {
    file: source.fileName,
    operator: operator === 'swap' ? swapName(source, start, end) : operator,
    line: source.getLineAndCharacterOfPosition(start).line + 1,
    start,
    end,
    text,
    original: lines(source.text.slice(start, end)),
    mutated: lines(text),
  };
}

function swapName(source, start, end) {
  const token = source.text.slice(start, end);
  return [...SWAPPED].find(([kind]) => ts.tokenToString(kind) === token)?.[1][0] ?? 'swap';
}

function isLeftAlone(/** @type {ts.Node} */ node) {
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  // Sentences and what stands in them: endings, plurals, quotes.
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map((span) => span.literal)].some(({ text }) =>
      /[A-Za-z] | [A-Za-z]/.test(text),
    );
  if (ts.isPropertyAssignment(node)) return WORDS.test(node.name.getText());
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    return ts.isIdentifier(name) && WORDS.test(name.text) && node.arguments?.some(isText) === true;
  }
  return false;
}

function isOneTerm(/** @type {ts.Node} */ node) {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node);
}

/** What only another system runs no test here can notice. */
function asksForPlatform(/** @type {ts.Node} */ node) {
  const condition = ts.isIfStatement(node)
    ? node.expression
    : ts.isConditionalExpression(node)
      ? node.condition
      : undefined;
  return condition !== undefined && /\bprocess\.platform\b/.test(condition.getText());
}

function isText(/** @type {ts.Node} */ node) {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function atTopLevel(/** @type {ts.Node} */ node) {
  return ts.findAncestor(node, ts.isFunctionLike) === undefined;
}

/** Of what a comparison for sorting gives only the sign counts. */
function isSign(/** @type {ts.NumericLiteral} */ node) {
  if (node.text !== '1') return false;
  const owner = ts.findAncestor(node, ts.isArrowFunction);
  const call = owner?.parent;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  return ['sort', 'toSorted'].includes(call.expression.name.text);
}

/** Without the comments before it. */
function tokenRange(/** @type {ts.Node} */ node, /** @type {ts.SourceFile} */ source) {
  return { pos: node.getStart(source), end: node.end };
}
