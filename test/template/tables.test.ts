/** What values of a template come to, and what templates declare, line by line in `tables/`. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { isTemplate, looksLikeTemplate, readTemplate } from '../../core/template';
import { expectAnswers } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);
const unescaped = (text: string): string => text.replaceAll('\\n', '\n');

const BEFORE = `Parameters:
  Stage: { Type: String, Default: dev }
  Count: { Type: Number, Default: 3 }
  Zones: { Type: CommaDelimitedList, Default: 'a,b' }
  Open: { Type: String }
Mappings: { Sizes: { dev: { Memory: 128, List: [x, y] } } }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Equals [!Ref Stage, prod]
Anchors:
  - &map { a: 1, b: 2 }
  - &list [1, 2]
  - &text shared
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub 'orders-\${Stage}' } }
  Machine: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineName: flow } }
  Charge: { Type: AWS::Serverless::Function, Properties: { FunctionName: charge-card } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Charge } }
  Lost: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Open } }
  Odd: { Type: [1] }
  It:
    Type: AWS::Serverless::Function
    Properties:
      Environment:
        Variables:
          X: `;

/** The text of a variable in the environment; which of both ways a template is read makes no difference. */
function valueOf(written: string): string {
  const read = (text: string): string =>
    readTemplate(parseDocument('template.yaml', text, 'yaml')).functions.find(({ logicalId }) => logicalId === 'It')!
      .environment['X'] ?? 'nothing';
  const text = `${BEFORE}${unescaped(written).replaceAll('\n', '\n            ')}\n`;
  const value = read(text);
  if (!/!Sub|\*/.test(written)) expect(read(text.replaceAll(/!Sub '[^']*'/g, 'orders-dev'))).toBe(value);
  return value;
}

test('values', () => expectAnswers(table('values'), valueOf));

test('templates', () =>
  expectAnswers(table('templates'), (written) => {
    const text = unescaped(written);
    const document = parseDocument('template', text, text.trimStart().startsWith('{"') ? 'json' : 'yaml');
    const { functions, machines, textOf } = readTemplate(document);
    const substitutions = (given: (typeof machines)[number]['substitutions']): object =>
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name, value.kind === 'unknown' ? value : textOf(value)]),
      );
    const shown = machines.map(({ definition, definitionKey: _, ...machine }) => {
      const mapped = definition && 'text' in definition ? definition : undefined;
      const places =
        mapped &&
        [
          [0, 1],
          [1, 3],
          [2, 2],
          [0, mapped.text.length],
        ].map(([start = 0, end = 0]) => {
          const span = mapped.fileSpan({ start, end });
          return text.slice(span.start, span.end);
        });
      const told = mapped
        ? { text: mapped.text, span: mapped.span }
        : definition && 'span' in definition && { definition: text.slice(definition.span.start, definition.span.end) };
      return { ...machine, substitutions: substitutions(machine.substitutions), ...told, places };
    });
    const kind = `${isTemplate(document) ? 'a template' : 'no template'}, ${looksLikeTemplate(text) ? 'looks like one' : 'looks like none'}`;
    return [kind, ...functions.map((each) => JSON.stringify(each)), ...shown.map((each) => JSON.stringify(each))].join(
      '; ',
    );
  }));
