/** Values of the model as elements: for rest-xml, and for the answers of query and EC2. */
import type {
  ListShape,
  MapShape,
  Member,
  Shape,
  StructureShape,
  TimeFormat,
  Traits,
} from '../../core/catalog/services/serviceTable';
import type { Value } from './call';
import type { ErrorRead } from './protocol';
import { blobBytes, isMembers, membersOf, readSimple, textOf, writeTime } from './values';
import { element, escaped, namespace, parseXmlBytes, type Element } from './xml';

// --- Reading

export function readElement(found: Element, shape: Shape): Value {
  switch (shape.kind) {
    case 'structure':
      return readMembers(found, shape);
    case 'list':
      return found.children.map((child) => readElement(child, shape.of));
    case 'map':
      return readEntries(found.children, shape);
    default:
      return readSimple(found.text, shape);
  }
}

function readMembers(found: Element, shape: StructureShape): Value {
  return membersOf(
    [...shape.members.values()].flatMap((member) => {
      const value = member.location === undefined ? readMember(found, member) : undefined;
      return value === undefined ? [] : [[member.name, value] as const];
    }),
  );
}

function readMember(found: Element, member: Member): Value {
  const name = member.locationName ?? member.name;
  if (member.xmlAttribute) return found.attributes.get(name);
  const { type } = member;
  const names = new Set([name, ...(isFlat(member) && type.kind === 'list' ? [itemName(type, name)] : [])]);
  const children = found.children.filter((child) => names.has(child.name));
  const [first] = children;
  if (!first) return undefined;
  if (isFlat(member) && type.kind === 'list') return children.map((child) => readElement(child, type.of));
  if (isFlat(member) && type.kind === 'map') return readEntries(children, type);
  return readElement(first, type);
}

function readEntries(entries: readonly Element[], shape: MapShape): Value {
  const { key, value } = entryNames(shape);
  return membersOf(
    entries.map((entry) => {
      const held = entry.children.find(({ name }) => name === value);
      const keyText = entry.children.find(({ name }) => name === key)?.text ?? '';
      return [keyText, held ? readElement(held, shape.values) : undefined] as const;
    }),
  );
}

/** Of a HEAD, which has no body, the status names the error. */
const OF_STATUS: { readonly [status: number]: string } = { 304: 'NotModified', 404: 'NotFound', 403: 'Forbidden' };

/** An error as it stands somewhere in the answer: bare, in an envelope, in a list. */
export function readXmlError(body: Uint8Array, status: number): ErrorRead {
  if (body.length === 0) return { name: OF_STATUS[status] };
  const error = elementNamed(parseXmlBytes(body), 'Error');
  const textOfChild = (name: string): string | undefined =>
    error?.children.find((each) => each.name.toLowerCase() === name)?.text.trim() || undefined;
  return { name: textOfChild('code'), message: textOfChild('message') };
}

function elementNamed(found: Element, name: string): Element | undefined {
  if (found.name === name) return found;
  return found.children.map((child) => elementNamed(child, name)).find((each) => each !== undefined);
}

// --- Names

/** Whether the items stand beside the other members, and in no element of their own. */
export function isFlat({ flattened, type }: Member): boolean {
  return (type.kind === 'list' || type.kind === 'map') && (flattened ?? type.flattened ?? false);
}

/** What each item of a list is called. A flat one is called like the list where nothing else is said. */
export function itemName(shape: ListShape, otherwise = 'member'): string {
  return shape.member?.locationName ?? otherwise;
}

export function entryNames(shape: MapShape): { readonly key: string; readonly value: string } {
  return { key: shape.key?.locationName ?? 'key', value: shape.value?.locationName ?? 'value' };
}

// --- Writing

/** How a protocol writes what no trait tells. */
export interface XmlHabits {
  readonly times: TimeFormat;
  readonly item: string;
}

/** The elements of a value: several of a flat list. */
export function writeElement(name: string, value: Value, shape: Shape, habits: XmlHabits, traits: Traits = {}): string {
  if (value === undefined || value === null) return '';
  const attributes = namespace(traits.xmlNamespace?.uri, traits.xmlNamespace?.prefix);
  switch (shape.kind) {
    case 'structure': {
      if (!isMembers(value)) return element(name, '', attributes);
      const own = namespace(shape.xmlNamespace?.uri, shape.xmlNamespace?.prefix);
      const more = `${attributes === own ? '' : own}${writeAttributes(value, shape)}`;
      return element(name, writeMembers(value, shape, habits), `${attributes}${more}`);
    }
    case 'list': {
      const items = (Array.isArray(value) ? value : [value]) as Value[];
      const flat = traits.flattened ?? shape.flattened;
      const item = itemName(shape, flat ? name : habits.item);
      const written = items.map((each) => writeElement(item, each, shape.of, habits, shape.member)).join('');
      return flat ? written : element(name, written, attributes);
    }
    case 'map': {
      const flat = traits.flattened ?? shape.flattened;
      const names = entryNames(shape);
      const written = Object.entries(isMembers(value) ? value : {})
        .map(([key, each]) =>
          element(
            flat ? name : 'entry',
            `${element(names.key, escaped(key))}${writeElement(names.value, each, shape.values, habits, shape.value)}`,
          ),
        )
        .join('');
      return flat ? written : element(name, written, attributes);
    }
    default:
      return element(name, escaped(simpleText(value, shape, habits, traits)), attributes);
  }
}

/** The members that stand in a body. */
export function writeMembers(value: Value, shape: Pick<StructureShape, 'members'>, habits: XmlHabits): string {
  if (!isMembers(value)) return '';
  return [...shape.members.values()]
    .filter(({ location, xmlAttribute }) => location === undefined && !xmlAttribute)
    .map((member) => writeElement(member.locationName ?? member.name, value[member.name], member.type, habits, member))
    .join('');
}

function writeAttributes(value: { [name: string]: Value }, shape: StructureShape): string {
  return [...shape.members.values()]
    .filter(({ xmlAttribute, name }) => xmlAttribute && value[name] !== undefined)
    .map(({ locationName, name }) => ` ${locationName ?? name}="${escaped(textOf(value[name]))}"`)
    .join('');
}

function simpleText(value: Value, { kind }: Shape, { times }: XmlHabits, { timestampFormat = times }: Traits): string {
  if (kind === 'timestamp') return textOf(writeTime(value, timestampFormat));
  return kind === 'blob' ? blobBytes(value, false).toString('base64') : textOf(value);
}

/** Data of which no model tells more: members of errors. */
export function writePlain(name: string, value: Value): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return element(name, value.map((each) => writePlain('member', each)).join(''));
  if (!isMembers(value))
    return element(name, escaped(simpleText(value, { kind: 'string' }, { times: 'iso8601', item: '' }, {})));
  return element(
    name,
    Object.entries(value)
      .map(([each, held]) => writePlain(each, held))
      .join(''),
  );
}
