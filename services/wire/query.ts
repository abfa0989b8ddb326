/** The query protocol and EC2's: a request is a form whose names are paths, an answer is XML. */
import type { Member, Shape, StructureShape, Traits } from '../../core/catalog/services/serviceTable';
import { UnreadableRequest, type Members, type Value } from './call';
import { faultOf, type ErrorToWrite, type ProtocolCodec } from './protocol';
import { DEEPEST, membersOf, readSimple } from './values';
import { element, escaped, namespace, parseXmlBytes, xmlBytes } from './xml';
import {
  entryNames,
  isFlat,
  itemName,
  readElement,
  readXmlError,
  writeMembers,
  writePlain,
  type XmlHabits,
} from './xmlValues';

/** In what the two differ. */
interface Dialect {
  /** The name of a member in a form. */
  readonly nameOf: (member: Member) => string;
  /** Every list is flat in a form. */
  readonly flat: boolean;
  readonly wrap: (
    content: string,
    operation: { name: string; resultWrapper?: string },
    ns: string,
    id: string,
  ) => string;
  readonly wrapError: (content: string, error: ErrorToWrite, ns: string) => string;
}

const QUERY: Dialect = {
  nameOf: ({ locationName, name }) => locationName ?? name,
  flat: false,
  wrap: (content, { name, resultWrapper }, ns, id) => {
    const result = resultWrapper === undefined ? content : element(resultWrapper, content);
    const metadata = element('ResponseMetadata', element('RequestId', escaped(id)));
    return element(`${name}Response`, `${result}${metadata}`, ns);
  },
  wrapError: (content, error, ns) =>
    element(
      'ErrorResponse',
      `${element('Error', `${element('Type', faultOf(error))}${content}`)}${element('RequestId', escaped(error.requestId))}`,
      ns,
    ),
};

const EC2: Dialect = {
  nameOf: ({ queryName, locationName, name }) => queryName ?? capitalized(locationName ?? name),
  flat: true,
  wrap: (content, { name }, ns, id) => element(`${name}Response`, `${element('requestId', escaped(id))}${content}`, ns),
  wrapError: (content, { requestId }) =>
    element('Response', `${element('Errors', element('Error', content))}${element('RequestID', escaped(requestId))}`),
};

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export const QUERY_CODEC = codec(QUERY);
export const EC2_CODEC = codec(EC2);

function codec(dialect: Dialect): ProtocolCodec {
  const headers = { 'content-type': 'text/xml' };
  return {
    readInput({ operation, form }) {
      if (!operation.input || !form) return {};
      return readNode(treeOf(form), operation.input, {}, dialect) as Members;
    },
    writeOutput({ service, operation }, output, requestId) {
      const habits: XmlHabits = { times: service.times ?? 'iso8601', item: 'member' };
      const content = operation.output ? writeMembers(output, operation.output, habits) : '';
      const written = dialect.wrap(content, operation, namespace(service.xmlNamespace), requestId);
      return { status: 200, headers, body: xmlBytes(written) };
    },
    writeError(error) {
      const members = Object.entries(error.members).map(([name, value]) =>
        writePlain(error.shape?.members.get(name)?.locationName ?? name, value),
      );
      const content = [writePlain('Code', error.code), writePlain('Message', error.message), ...members].join('');
      const written = dialect.wrapError(content, error, namespace(error.service?.xmlNamespace));
      return { status: error.status, headers, body: xmlBytes(written) };
    },
    readOutput({ operation }, { body }) {
      if (!operation.output || body.length === 0) return {};
      const root = parseXmlBytes(body);
      const { resultWrapper } = operation;
      const result = root.children.find(({ name }) => name === resultWrapper) ?? root;
      return readElement(result, operation.output) as Members;
    },
    readError: (_call, { body, status }) => readXmlError(body, status),
  };
}

// --- The form as a tree: `Tags.member.1.Key=a`

interface Node {
  value?: string;
  readonly parts: Map<string, Node>;
}

function treeOf(form: URLSearchParams): Node {
  const root: Node = { parts: new Map() };
  for (const [path, value] of form) {
    const steps = path.split('.');
    if (steps.length > DEEPEST) throw new UnreadableRequest(`The request is nested deeper than ${DEEPEST} levels.`);
    let node = root;
    for (const step of steps) {
      let next = node.parts.get(step);
      if (!next) node.parts.set(step, (next = { parts: new Map() }));
      node = next;
    }
    node.value = value;
  }
  return root;
}

function readNode(node: Node, shape: Shape, traits: Traits, dialect: Dialect): Value {
  switch (shape.kind) {
    case 'structure':
      return readStructure(node, shape, dialect);
    case 'list':
      return itemsOf(node, dialect.flat || (traits.flattened ?? shape.flattened) ? undefined : itemName(shape)).map(
        (each) => readNode(each, shape.of, shape.member ?? {}, dialect),
      );
    case 'map': {
      const { key, value } = entryNames(shape);
      return membersOf(
        itemsOf(node, (traits.flattened ?? shape.flattened) ? undefined : 'entry').map((entry) => {
          const held = entry.parts.get(value);
          const read = held ? readNode(held, shape.values, shape.value ?? {}, dialect) : undefined;
          return [entry.parts.get(key)?.value ?? '', read] as const;
        }),
      );
    }
    default:
      return readSimple(node.value ?? '', shape);
  }
}

function readStructure(node: Node, shape: StructureShape, dialect: Dialect): Value {
  return membersOf(
    [...shape.members.values()].flatMap((member) => {
      const name = dialect.nameOf(member);
      const held = node.parts.get(name) ?? flatPart(node, member, name);
      return held ? [[member.name, readNode(held, member.type, member, dialect)] as const] : [];
    }),
  );
}

/** A flat list may be called like its items. */
function flatPart(node: Node, member: Member, name: string): Node | undefined {
  return isFlat(member) && member.type.kind === 'list' ? node.parts.get(itemName(member.type, name)) : undefined;
}

/** Items in their order, below a part of this name where the client wrote one. */
function itemsOf(node: Node, below: string | undefined): Node[] {
  const { parts } = (below === undefined ? undefined : node.parts.get(below)) ?? node;
  return [...parts]
    .filter(([step]) => /^\d+$/.test(step))
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, item]) => item);
}
