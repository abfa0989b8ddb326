// Makes docs/diagnostics.md from the header comments of the rules: `npm run docs`. A test fails where the two differ.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const rulesDir = path.join(root, 'core', 'rules');
const page = path.join(root, 'docs', 'diagnostics.md');

/** Every object literal with a `code` and a `severity`, and the comment above the statement it stands in. */
function rulesOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node, statement) => {
    if (ts.isObjectLiteralExpression(node)) {
      const text = (name) => {
        const property = node.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === name);
        return property && ts.isStringLiteral(property.initializer) ? property.initializer.text : undefined;
      };
      const [code, severity] = [text('code'), text('severity')];
      if (code && severity) found.push({ code, severity, comment: commentOf(statement) });
    }
    ts.forEachChild(node, (child) => visit(child, ts.isStatement(child) ? (topOf(child) ?? statement) : statement));
  };
  const topOf = (statement) => (statement.parent === source ? statement : undefined);
  visit(source, source);
  return found;
}

function commentOf(statement) {
  const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  return text.trim();
}

/** Lines of a comment joined into paragraphs; the page is wrapped by its reader. */
function paragraphs(comment) {
  return comment
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' ').trim())
    .join('\n\n');
}

export function diagnosticsPage() {
  const rules = readdirSync(rulesDir)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => rulesOf(path.join(rulesDir, file)))
    .sort((one, other) => one.code.localeCompare(other.code, 'en'));
  const sections = rules.map(
    ({ code, severity, comment }) => `## ${code}\n\n**${severity}**\n\n${paragraphs(comment)}\n`,
  );
  return [
    '# Diagnostics',
    'What `stepwise check` and the editor say of a definition, by code. **error**: AWS refuses the definition, or every',
    'execution that comes there fails. **warning** and **hint**: probably not what was meant.',
    '',
    'This page is made from the rules in `core/rules` (`npm run docs`).',
    '',
    ...sections,
  ].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(page, diagnosticsPage());
