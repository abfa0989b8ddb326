/** Samples of requests and answers are such as AWS's models allow: with members, types and words that are theirs. */
import { expect, test } from 'vitest';
import { INTEGRATIONS, parseResource, resourceArn } from '../../core/catalog/integrations';
import { calledOperation, memberNamed } from '../../core/catalog/services/calledOperation';
import type { Shape } from '../../core/catalog/services/serviceTable';
import { isJsonObject, type Json } from '../../core/json';
import { loadCatalogue } from '../../services/loadTables';

const catalogue = loadCatalogue();

/** What a model does not allow, each with its place. */
function faults(value: Json | undefined, shape: Shape, place: string): string[] {
  const wrong = (is: boolean): string[] => (is ? [] : [`${place} ${JSON.stringify(value)} is no ${shape.kind}`]);
  switch (shape.kind) {
    case 'structure':
      if (!isJsonObject(value ?? null)) return wrong(false);
      return Object.entries(value as { [name: string]: Json }).flatMap(([name, each]) => {
        // What integrations of their own add.
        if (/^Sdk(?:Http|Response)Metadata$/.test(name)) return [];
        const member = memberNamed(shape, name);
        return member ? faults(each, member.type, `${place}.${name}`) : [`${place}.${name} is not known`];
      });
    case 'list':
      return Array.isArray(value) ? value.flatMap((each) => faults(each, shape.of, `${place}[]`)) : wrong(false);
    case 'map':
      if (!isJsonObject(value ?? null)) return wrong(false);
      return Object.values(value as { [name: string]: Json }).flatMap((each) =>
        faults(each, shape.values, `${place}.*`),
      );
    case 'enum':
      return wrong(shape.values.includes(value as string));
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return wrong(typeof value === 'number');
    case 'boolean':
      return wrong(typeof value === 'boolean');
    case 'string':
      return wrong(typeof value === 'string' && value !== '');
    default:
      return [];
  }
}

test.each(INTEGRATIONS.map((each) => [`${each.service}:${each.action}`, each] as const))(
  '%s',
  (_, { service, action, request, response }) => {
    const called = calledOperation(parseResource(resourceArn(service, action, 'requestResponse')), catalogue);
    const required = called?.input
      ? [...called.input.members.values()]
          .filter((each) => each.required && each.name !== 'clientToken')
          .map(({ name }) => name)
      : [];
    const given = called?.input
      ? Object.keys(request ?? {}).flatMap((name) => memberNamed(called.input!, name)?.name ?? [])
      : [];
    expect([
      ...(called?.input ? faults(request, called.input, 'request') : []),
      ...(called?.output ? faults(response, called.output, 'response') : []),
      ...required.filter((name) => !given.includes(name)).map((name) => `${name} is missing`),
    ]).toEqual([]);
  },
);
