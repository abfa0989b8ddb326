/** What the syntax of a text gives to report, before any rule is asked: a code for each language, and one that they share. */
import type { SyntaxDocument } from '../syntax/tree';
import type { Severity } from './rule';

type SyntaxCode = SyntaxDocument['problems'][number]['code'];

interface CodeOfSyntax {
  readonly code: SyntaxCode;
  readonly severity: Severity;
}

/**
 * A text of JSON must be JSON: one mistake, such as a missing quote, comma or brace, is told once, where it stands, and what follows
 * is read as it was meant. AWS refuses comments, too. Values must not be nested deeper than AWS reads.
 */
const jsonSyntax: CodeOfSyntax = { code: 'json-syntax', severity: 'error' };

/**
 * A text of YAML must be YAML as CloudFormation accepts it: no tab in an indent, a dash before each item of a list, every alias declared
 * above. What stands on the lines behind a mistake is read as it was meant.
 */
const yamlSyntax: CodeOfSyntax = { code: 'yaml-syntax', severity: 'error' };

/**
 * In a file of Terraform, OpenTofu or Terragrunt the block of a state machine must be HCL, or the JSON that stands for it: blocks and
 * brackets closed, one argument on a line. Only mistakes within state machines are told; Terraform tells of the others.
 */
const terraformSyntax: CodeOfSyntax = { code: 'terraform-syntax', severity: 'error' };

/** A key must stand once in an object. AWS takes the last one without a word; but one of the two is surely a mistake. */
const duplicateKey: CodeOfSyntax = { code: 'duplicate-key', severity: 'warning' };

const ALL = [jsonSyntax, yamlSyntax, terraformSyntax, duplicateKey];

/** How bad each is. */
export const SYNTAX_SEVERITY = Object.fromEntries(ALL.map(({ code, severity }) => [code, severity])) as {
  readonly [code in SyntaxCode]: Severity;
};
