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

/** Whether a document describes a service, or is the part of one that holds its state machines. */
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
  const section = valueOf(root, 'stepFunctions');
  // The section may be in a file of its own.
  const holder = section?.kind === 'object' ? section : root;
  return entriesOf(valueOf(holder, 'stateMachines')).flatMap((entry) => {
    const definition = valueOf(entry.node, 'definition');
    if (definition?.kind !== 'object') return [];
    const name = entry.key?.key.value ?? textOf(entry.node, 'name') ?? textOf(entry.node, 'id') ?? '';
    const type = textOf(entry.node, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
    const span = entry.key?.key.span ?? definition.property!.key.span;
    return [{ name, type, span, definition }];
  });
}

/** Of a map, or of a list of maps; an item of a list may be a machine itself. */
function entriesOf(machines: SyntaxNode | undefined): { readonly key?: Property; readonly node: ObjectNode }[] {
  if (machines?.kind === 'array') {
    return machines.items.flatMap((item) =>
      item.kind === 'object' && valueOf(item, 'definition') ? [{ node: item }] : entriesOf(item),
    );
  }
  if (machines?.kind !== 'object') return [];
  return machines.properties.flatMap((key) => (key.value?.kind === 'object' ? [{ key, node: key.value }] : []));
}
