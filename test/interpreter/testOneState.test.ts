/**
 * TestState: each case is a state and a request, and what is answered: the response, or the code and message of a
 * refusal. What a request gives as JSON text stands here as data. `UPDATE=1` writes what came of it into the files.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument as parseYaml, type YAMLMap, type YAMLSeq } from 'yaml';
import { seededRandom, testState, type TestStateRequest } from '../../core/interpreter';

interface Case {
  readonly name: string;
  /** One state; or a whole machine, with `stateName`. */
  readonly definition: unknown;
  readonly input?: unknown;
  readonly variables?: unknown;
  readonly context?: unknown;
  readonly mock?: { readonly result?: unknown; readonly errorOutput?: object; readonly fieldValidationMode?: string };
  readonly stateConfiguration?: { readonly mapItemReaderData?: unknown };
  readonly expected?: unknown;
  /** The rest is the request's own. */
  readonly [field: string]: unknown;
}

const folder = path.join(__dirname, 'fixtures', 'testState');

/** A text is given as it stands where it must be no JSON. */
function jsonOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : JSON.stringify(value);
}

async function check({ definition, input, variables, context, mock, stateConfiguration, ...rest }: Case) {
  const { name: _name, expected: _expected, ...request } = rest;
  const answer = await testState(
    {
      ...request,
      definition: jsonOf(definition) ?? '',
      input: jsonOf(input),
      variables: jsonOf(variables),
      context: jsonOf(context),
      mock: mock && { ...mock, result: jsonOf(mock.result) },
      stateConfiguration: stateConfiguration && {
        ...stateConfiguration,
        mapItemReaderData: jsonOf(stateConfiguration.mapItemReaderData),
      },
    } as TestStateRequest,
    { now: () => 0, ...seededRandom(1) },
  );
  return readable('response' in answer ? answer.response : answer.error);
}

/** JSON texts as what they say. */
function readable(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
    const isText = key === 'output' || key === 'input' || key === 'result' || key === 'variables' || /^after/.test(key);
    return isText && typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  });
}

for (const file of readdirSync(folder)) {
  const document = parseYaml(readFileSync(path.join(folder, file), 'utf8'), { merge: true });
  const cases = document.toJS() as Case[];

  describe(file, () => {
    for (const [index, given] of cases.entries()) {
      test(given.name, async () => {
        const actual = await check(given);
        if (process.env.UPDATE === '1') {
          const node = (document.contents as YAMLSeq<YAMLMap>).items[index];
          node?.set('expected', document.createNode(actual));
          writeFileSync(path.join(folder, file), document.toString({ lineWidth: 120 }));
          return;
        }
        expect(actual).toEqual(given.expected);
      });
    }
  });
}
