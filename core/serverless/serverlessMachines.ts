/** State machines whose definitions stand in a file of the Serverless Framework, for who looks at that file alone. */
import type { ObjectNode, Property, Span, SyntaxDocument, SyntaxNode } from '../syntax/tree';
import { textOf, valueOf } from '../syntax/value';

/** A definition that stands in the file as an object; its values may hold variables and CloudFormation's functions. */
export interface ServerlessMachine {
  /** Its key, or in a list what it calls itself. */
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Of the key; in a list without one of the definition's. */
  readonly span: Span;
  readonly definition: ObjectNode;
}

/** Whether a document describes a service, or is the part of one that holds its state machines, or one of them. */
export function isServerless({ root }: SyntaxDocument): boolean {
  if (root?.kind !== 'object') return false;
  const isService = valueOf(root, 'service') !== undefined && SECTIONS.some((name) => valueOf(root, name));
  return isService || definitionsIn(root).length > 0;
}

const SECTIONS = ['provider', 'functions', 'stepFunctions', 'resources', 'frameworkVersion'];

/** In the file's order. */
export function serverlessMachines(document: SyntaxDocument): ServerlessMachine[] {
  return isServerless(document) && document.root?.kind === 'object' ? definitionsIn(document.root) : [];
}

function definitionsIn(root: ObjectNode): ServerlessMachine[] {
  return entriesIn(root).flatMap((entry) => {
    const definition = valueOf(entry.node, 'definition');
    if (definition?.kind !== 'object') return [];
    const name = entry.key?.key.value ?? textOf(entry.node, 'name') ?? textOf(entry.node, 'id') ?? '';
    const type = textOf(entry.node, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
    const span = entry.key?.key.span ?? definition.property!.key.span;
    return [{ name, type, span, definition }];
  });
}

interface Entry {
  readonly key?: Property;
  readonly node: ObjectNode;
}

/** The section, the map of machines, or a machine may be in a file of its own, which `${file(…)}` names. */
function entriesIn(root: ObjectNode): readonly Entry[] {
  const section = valueOf(root, 'stepFunctions');
  const machines = valueOf(section?.kind === 'object' ? section : root, 'stateMachines');
  if (machines ?? valueOf(root, 'service')) return entriesOf(machines);
  return (isMachine(root) ? [{ node: root }] : entriesOf(root)).filter(({ node }) => isMachine(node));
}

function isMachine(node: ObjectNode): boolean {
  const definition = valueOf(node, 'definition');
  return definition?.kind === 'object' && ['StartAt', 'States'].some((name) => valueOf(definition, name));
}

/** Of a map, or of a list of maps; an item of a list may be a machine itself. */
function entriesOf(machines: SyntaxNode | undefined): readonly Entry[] {
  if (machines?.kind === 'array') {
    return machines.items.flatMap((item) =>
      item.kind === 'object' && valueOf(item, 'definition') ? [{ node: item }] : entriesOf(item),
    );
  }
  if (machines?.kind !== 'object') return [];
  return machines.properties.flatMap((key) => (key.value?.kind === 'object' ? [{ key, node: key.value }] : []));
}
