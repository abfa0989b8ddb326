/**
 * What attributes of resources are on this machine: `tables/addresses.txt`, each line `TYPE attribute`, of a resource that is called
 * `own-name`, or as the line says; `unnamed`: what the configuration calls it. Source: the AWS provider's "Attribute Reference" of each resource.
 */
import path from 'node:path';
import { test } from 'vitest';
import { addressAttribute, namingArgumentOf } from '../../core/hcl/addresses';
import { expectAnswers } from '../harness/golden';

test('attributes', () =>
  expectAnswers(path.join(__dirname, 'tables/addresses.txt'), (asked) => {
    const [type = '', attribute = '', name = 'own-name'] = asked.split(' ');
    if (attribute === 'is') return `named by ${namingArgumentOf(type)}`;
    return addressAttribute(type, name, attribute, name !== 'unnamed') ?? 'not known';
  }));
