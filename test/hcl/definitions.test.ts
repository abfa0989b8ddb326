/** Definitions in files of Terraform's: their text, and where each part of it stands. */
import { describe, expect, test } from 'vitest';
import { terraformMachines } from '../../core/hcl';
import { embeddedDocument } from '../../core/syntax/embed';
import { parseDocument } from '../../core/syntax/parse';
import type { SyntaxNode } from '../../core/syntax/tree';
import { toValue } from '../../core/syntax/value';
import type { Json } from '../../core/json';

const HEREDOC = `resource "aws_sfn_state_machine" "order" {
  name       = "order"
  definition = <<-EOF
    {
      "StartAt": "Charge",
      "States": {
        "Charge": { "Type": "Task", "Resource": "\${aws_lambda_function.charge.arn}", "Next": "Hold" },
        "Hold": { "Type": "Wait", "Seconds": \${var.hold}, "Next": "Say" },
        "Say": { "Type": "Pass", "Result": "$\${kept} \${lookup(var.words, "hi")}", "End": true }
      }
    }
  EOF
}
`;

const ENCODED = `locals {
  end = "Say"
}

resource "aws_sfn_state_machine" "encoded" {
  type       = "EXPRESS"
  definition = jsonencode({
    StartAt = "Charge" # where it begins
    "States" : {
      Charge = {
        Type           = "Task",
        Resource       = aws_lambda_function.charge.arn // the first
        TimeoutSeconds = var.timeout
        Parameters = { "id.$" = "$$.Execution.Id", text = "a \\"b\\" \${local.end}", list = [1, (2), null,], }
        /* and
           on */
        Next = local.end
      }
      (local.end) = { Type = "Succeed" }
    }
  })
}
`;

/** The values of a definition's names and texts, each with the text of the file that it stands at. */
function places(file: string, node: SyntaxNode | undefined, at: (node: SyntaxNode) => string): [Json, string][] {
  if (!node) return [];
  if (node.kind === 'object') {
    return node.properties.flatMap(({ key, value }) => [...places(file, key, at), ...places(file, value, at)]);
  }
  if (node.kind === 'array') return node.items.flatMap((item) => places(file, item, at));
  return [[toValue(node), at(node)]];
}

function placesIn(file: string): [Json, string][] {
  const [machine] = terraformMachines(file);
  const document = embeddedDocument('file:///main.tf', file, machine!.definition);
  expect(document.problems).toEqual([]);
  const lines = file.split('\n');
  return places(file, document.root, ({ span }) => {
    const { start, end } = document.rangeOf(span);
    return lines[start.line]!.slice(start.character, end.line === start.line ? end.character : undefined);
  });
}

describe('a definition', () => {
  test('in a heredoc stands where it is written', () => {
    const found = placesIn(HEREDOC);
    const differing = found.filter(
      ([value, written]) => written !== JSON.stringify(value) && written !== String(value),
    );
    expect(found).toHaveLength(24);
    expect(differing).toEqual([["\${kept} \${lookup(var.words, 'hi')}", '"$\${kept} \${lookup(var.words, "hi")}"']]);
  });

  test('that jsonencode is given stands where it is written', () => {
    const found = placesIn(ENCODED);
    expect(Object.fromEntries(found.filter(([value, written]) => written !== JSON.stringify(value)))).toEqual({
      // Names are without quotes, expressions without braces.
      ...Object.fromEntries(
        ['StartAt', 'Charge', 'Type', 'Resource', 'TimeoutSeconds', 'Parameters', 'text', 'list', 'Next'].map(
          (name) => [name, name],
        ),
      ),
      '${aws_lambda_function.charge.arn}': 'aws_lambda_function.charge.arn',
      '${var.timeout}': 'var.timeout',
      '${local.end}': 'local.end',
    });
  });

  test('that jsonencode is given has the lines and the columns of the file', () => {
    const { text } = terraformMachines(ENCODED)[0]!.definition;
    const written = ENCODED.slice(ENCODED.indexOf('{\n    StartAt'), ENCODED.indexOf('})') + 1);
    const [lines, own] = [text.split('\n'), written.split('\n')];
    expect(lines).toHaveLength(own.length);
    const indent = (line: string): number => line.search(/[^\s(]|$/);
    const isComment = (line: string): boolean => /^\s*(\/\*|and on|on \*\/)/.test(line);
    expect(lines.map(indent)).toEqual(own.map((line) => (isComment(line) ? line.length : indent(line))));
    expect(lines[1]).toBe(`    "StartAt" : "Charge",${' '.repeat(18)}`);
    expect(text).toContain('"list" : [1,  2 , null ]  },');
  });

  test('is the JSON that Terraform makes, but for what it puts in', () => {
    const { definition } = terraformMachines(ENCODED)[0]!;
    const { root } = parseDocument('', definition.text, 'json');
    expect(root && toValue(root)).toEqual({
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: '${aws_lambda_function.charge.arn}',
          TimeoutSeconds: '${var.timeout}',
          Parameters: { 'id.$': '$$.Execution.Id', text: 'a "b" ${local.end}', list: [1, 2, null] },
          Next: '${local.end}',
        },
        '${local.end}': { Type: 'Succeed' },
      },
    });
  });

  test('is written into as HCL wants it', () => {
    const { definition } = terraformMachines(HEREDOC)[0]!;
    expect(definition.written('"${x}"', definition.text.indexOf('StartAt'))).toBe('"$${x}"');
  });
});

test('machines are found by the text of their file alone', () => {
  const text = `${HEREDOC}${ENCODED}
locals {
  text = <<EOF
{ "StartAt": "A", "States": { "A": { "Type": "\${var.type}" } } }
EOF
  object = { StartAt = "A" }
}
resource "aws_sfn_state_machine" "by_local" {
  definition = local.text
}
resource "aws_sfn_state_machine" "by_object" {
  definition = jsonencode(local.object)
}
locals {
  over  = local.text
  above = local.over
  round = local.about
  about = local.round
}
resource "aws_sfn_state_machine" "by_locals" {
  definition = local.above
}
resource "aws_sfn_state_machine" "in_a_circle" {
  definition = local.round
}
resource "aws_sfn_state_machine" "elsewhere" {
  definition = file("flow.asl.json")
}
module "flow" {
  source     = "terraform-aws-modules/step-functions/aws"
  definition = "{\\"StartAt\\": \\"A\\", \\"States\\": {}}"
}
`;
  const found = terraformMachines(text).map(({ name, type, span, placeholders }) => {
    expect(text.slice(span.start, span.end)).toBe(name);
    return [name, type, ...placeholders];
  });
  expect(found).toEqual([
    ['order', 'STANDARD', 'aws_lambda_function.charge.arn', 'var.hold', "lookup(var.words, 'hi')"],
    ['encoded', 'EXPRESS', 'aws_lambda_function.charge.arn', 'var.timeout', 'local.end'],
    ['by_local', 'STANDARD', 'var.type'],
    ['by_object', 'STANDARD'],
    ['by_locals', 'STANDARD', 'var.type'],
    ['flow', 'STANDARD'],
  ]);
});
