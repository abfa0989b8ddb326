import { LineTable } from '../syntax/lineTable';
import { withoutSequels } from '../syntax/sequels';
import type { Span } from '../syntax/tree';
import { mappedJson } from './mappedJson';
import { mappedTemplate } from './mappedTemplate';
import type { MappedDefinition } from './mappedTemplate';
import { attributeIn } from './attributeIn';
import { parseHcl } from './parseHcl';
import { literalText } from './tree';
import type { Block, Expression, HclBody, HclProblem } from './tree';
import type { MappedText } from '../syntax/mappedText';

/** A state machine whose definition stands in a file of Terraform's. */
export interface TerraformMachine {
  /** The last part of its address: `flow` of `aws_sfn_state_machine.flow`. */
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Of the name where the block begins. */
  readonly span: Span;
  /** Its text, with `${expression}` for each value that Terraform puts in. */
  readonly definition: MappedText;
  /** What stands between the braces of its placeholders. */
  readonly placeholders: readonly string[];
}

const MAKES_MACHINES = /aws_sfn_state_machine|step-functions/;

/**
 * The state machines of one file, by its text alone: definitions in a heredoc, in quotes, or given to `jsonencode`, there
 * or in a local value of the same file.
 */
export function terraformMachines(text: string): TerraformMachine[] {
  if (!MAKES_MACHINES.test(text)) return [];
  const { body } = parseHcl(text);
  return body.blocks.flatMap((block) => {
    const label = machineLabel(block);
    const written = attributeIn(block.body, 'definition')?.value;
    const definition = label && written && definitionOf(written, body, text, 0);
    if (!label || !definition || !/^\s*\{/.test(definition.text.text)) return [];
    const type =
      literalText(attributeIn(block.body, 'type')?.value)?.toUpperCase() === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
    const { text: mapped, placeholders } = definition;
    return [{ name: label.text, type, span: label.span, definition: mapped, placeholders }];
  });
}

/** Mistakes in the syntax of blocks that make state machines: such a machine does not run. */
export function mistakesInMachines(text: string): readonly HclProblem[] {
  if (!MAKES_MACHINES.test(text)) return [];
  const { body, problems } = parseHcl(text);
  const blocks = body.blocks.filter((block) => machineLabel(block) !== undefined);
  const mistakes = problems.filter(({ span: { start } }) =>
    blocks.some(({ span }) => start >= span.start && start <= span.end),
  );
  return withoutSequels(mistakes, new LineTable(text));
}

function machineLabel({ type, labels, body }: Block): Block['labels'][number] | undefined {
  if (type === 'resource' && labels[0]?.text === 'aws_sfn_state_machine') return labels[1];
  const source = literalText(attributeIn(body, 'source')?.value) ?? '';
  return type === 'module' && /step-functions/.test(source) ? labels[0] : undefined;
}

/** Local values may lead to each other. */
const MOST_STEPS = 5;

function definitionOf(
  expression: Expression,
  body: HclBody,
  text: string,
  steps: number,
): MappedDefinition | undefined {
  if (steps > MOST_STEPS) return undefined;
  if (expression.kind === 'template') return mappedTemplate(expression);
  if (expression.kind === 'call' && expression.name === 'jsonencode') {
    const [given] = expression.arguments;
    const object = given && (given.kind === 'object' ? given : localOf(given, body));
    return object && mappedJson(object, text);
  }
  const local = localOf(expression, body);
  return local && definitionOf(local, body, text, steps + 1);
}

/** What `local.name` is, where the same file says it. */
function localOf(expression: Expression, body: HclBody): Expression | undefined {
  if (expression.kind !== 'attribute' || expression.of.kind !== 'variable' || expression.of.name !== 'local') {
    return undefined;
  }
  const locals = body.blocks.filter(({ type }) => type === 'locals');
  return locals.map((block) => attributeIn(block.body, expression.name)?.value).find((value) => value !== undefined);
}
