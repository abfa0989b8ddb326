// The words for people in the sources: those that are looked up in a bundle of translations, and those that are not yet.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export const ROOMS = [
  'cli',
  'client',
  'core',
  'debugger',
  'events',
  'lambda',
  'processes',
  'project',
  'run',
  'server',
  'webview',
];

/** Files whose words are none for people, or are another's, and why. */
const NOT_OURS = [
  [/^core\/interpreter\//, 'fails in a history as AWS does'],
  [/^core\/query\/(?!intrinsic\/parseIntrinsic|jsonata\/syntaxFault)/, 'fails in a history as AWS does'],
  [/^core\/catalog\//, 'quotes documentation'],
  [/^core\/rules\/jsonataFunctionNames\.ts$/, 'names'],
  [/^core\/history\/eventKinds\.ts$/, 'names that folds compare'],
  [/^core\/handlers\/javascript\w+\.ts$/, 'keywords'],
  [/^core\/handlers\//, 'names, and examples of code'],
  [/^project\/readers\/terraform\/toldByArguments\.ts$/, 'code of Terraform'],
  [/^core\/textsByName\.ts$/, 'words of names that other people give'],
  [/^events\/(?:sources|parts|fresh|shape)/, 'values of sample events'],
  [/^cli\/completion\/scripts\.ts$/, 'programs of shells'],
  [/^run\/launch\/options\//, 'goes into package.json, docs/options.md and, in a tag, into help texts'],
  [/^run\/gateway\//, 'errors that services answer handlers with'],
  [/^core\/triggers\/occurrence\.ts$/, 'names of events'],
  [/^services\//, "answers of AWS's services, as their own are"],
  [/^run\/stepFunctions\/(?!callEndpoint)/, "answers of the Step Functions API, as AWS's own are"],
  [
    /^run\/(?:runners|http|awsSdk|mocks)\/|^run\/(?:localS3|s3Files|executeMachine|argumentFaults|decompressed|startRun|functionSpec|refusals)\.ts$/,
    'causes of failed tasks, which histories keep',
  ],
  [
    /^run\/consent\/(?:refusal|permission)\.ts$|^run\/stateTest\/testLocalState\.ts$/,
    'causes of failed tasks, which histories keep',
  ],
  [
    /^project\/(?:findFunction|functionsInFile|handlerFile|functionOverrides|readRegularFile|systemReason|reach)\.ts$/,
    'reasons, which causes quote',
  ],
  [/^lambda\/|^processes\//, 'errors of an invocation, as Lambda tells them, and what causes quote'],
  [/^client\/languageClient\.ts$/, 'the log'],
];

/** Templates whose literal parts are looked up (`core/l10n/phrase.said`). */
export const TAGS = new Set(['phrase', 'says', 'markdown']);

/** Files of ours below the rooms, as POSIX paths. */
export function sourceFiles() {
  return ROOMS.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .map((file) => path.posix.join(room, ...file.split(path.sep)))
      .filter((file) => /(?<!\.d)\.ts$/.test(file))
      .sort(),
  );
}

export function parsed(file, text = readFileSync(path.join(root, file), 'utf8')) {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** The parts of a literal or a template as they are said, without its values. */
export function partsOf(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
}

/** As `core/l10n/phrase.keyOf`: a test compares the two. */
export function keyOf(parts) {
  return parts
    .map((part, index) => (index === 0 ? part : `{${index - 1}}${part}`))
    .join('')
    .trim();
}

const hasWords = (parts) => parts.some((part) => /\p{L}/u.test(part));

/** What is looked up: `{ key, node }`, in source order. */
export function textsIn(source) {
  const found = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && TAGS.has(node.tag.getText(source))) {
      const parts = partsOf(node.template);
      if (hasWords(parts)) found.push({ key: keyOf(parts), parts, node });
    }
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (first && node.expression.getText(source) === 'vscode.l10n.t' && ts.isStringLiteralLike(first)) {
      found.push({ key: first.text, parts: [first.text.replace(/\{\d+\}/g, '')], node });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The English bundle, in the order of keys: what translators begin with. */
export function englishBundle() {
  const keys = sourceFiles().flatMap((file) => textsIn(parsed(file)).map(({ key }) => key));
  return Object.fromEntries([...new Set(keys)].sort().map((key) => [key, key]));
}

/** Members that hold words whatever they look like: a single one may be a label. */
const SPOKEN = /^['"]?(label|title|detail|description|placeHolder|prompt|message|openLabel|summary|aria-label)['"]?$/;
/** Members and arguments that are for programs. */
const SILENT = /^['"]?(class|d|id|role|type|kind|code|command|pattern|group|transform|points|usage)['"]?$/;
const SILENT_CALLS =
  /(?:^|\.)(?:includes|startsWith|endsWith|split|replace|replaceAll|indexOf|lastIndexOf|test|match|exec|has|get|set|RegExp|require|getExtension|executeCommand|asAbsolutePath|hasOwn|classList\.\w+|addEventListener|querySelector|createHash|getText|debug|trace|env|Symbol)$/;

/** Literals and templates that look like words for people and are not looked up, in source order. */
export function unspokenIn(source) {
  if (NOT_OURS.some(([files]) => files.test(source.fileName))) return [];
  const found = [];
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isTaggedTemplateExpression(node)) {
      if (ts.isTemplateExpression(node.template))
        node.template.templateSpans.forEach(({ expression }) => visit(expression));
      return;
    }
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'vscode.l10n.t') {
      node.arguments.slice(1).forEach(visit);
      return;
    }
    if ((ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && isForPeople(node, source)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isForPeople(node, source) {
  const parent = placeOf(node);
  const name = ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) ? parent.name.getText(source) : '';
  if (name !== '' && node.parent.name === node) return false;
  if (SILENT.test(name)) return false;
  if (ts.isElementAccessExpression(parent) || ts.isCaseClause(parent) || ts.isComputedPropertyName(parent))
    return false;
  if (ts.isBinaryExpression(parent) && /^[!=<>]=*|^in$/.test(parent.operatorToken.getText(source))) {
    if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  }
  const isArgument = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node;
  if (isArgument && SILENT_CALLS.test(parent.expression.getText(source))) return false;
  const said = partsOf(node)
    .join('¤')
    .replace(/\$\([\w-]+\)/g, '');
  if (SPOKEN.test(name) && /^\p{Lu}\p{Ll}+$/u.test(said)) return true;
  // Two words, or a word and a value, with a blank between; a list of class names or a path in a picture has no such two.
  return (
    /(?:\p{L}\p{Ll}+|¤)["',.:;)]* +["'(]*(?:\p{L}\p{Ll}*|¤)/u.test(said) &&
    /\p{L}\p{Ll}{2,}/u.test(said) &&
    !isCode(said)
  );
}

/** What a literal goes into: a choice between several is passed over. */
function placeOf({ parent }) {
  const isChoice = ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent);
  return isChoice ? placeOf(parent) : parent;
}

/** Names of products and of events, lines for a shell or a file, and what stands before a text. */
const NAMES =
  /^(?:Step Functions|API Gateway|Python Debugger|SAM and CloudFormation|(?:state|attempt|evaluation|map run) (?:entered|exited|failed|timed out))$|^(?: *stepwise [a-z¤]+ |--allow-\w+ ¤$|# |node "|def )[^\n]*$|^stepwise(?: [\w-]+| ¤)?: ¤\n?$|^ *stepwise (?:¤|COMMAND --help)$/;

function isCode(said) {
  if (NAMES.test(said)) return true;
  return /^[{[<]|^[\w.-]+[({[<]|^\s*[a-z]+(?:-[a-z]+)+(?: [a-z-]+)*$|=>|^https?:|^M[\d ¤]|^translate|^rgb|^default-src/.test(
    said.trim(),
  );
}
