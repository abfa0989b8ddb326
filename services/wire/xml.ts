/** XML as AWS's protocols use it: elements, attributes and text. What declares a document type is refused, so nothing expands. */
import { UnreadableRequest } from './call';
import { DEEPEST } from './values';

export interface Element {
  /** Without its prefix. */
  readonly name: string;
  /** By their names as they stand, `xsi:type`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const NAME = '[^\\s<>/=&"\']+';
const TOKEN = new RegExp(
  `<!--[\\s\\S]*?-->|<\\?[\\s\\S]*?\\?>|<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|</(${NAME})\\s*>|<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>|([^<]+)`,
  'y',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');

/** @throws UnreadableRequest */
export function parseXml(text: string): Element {
  const invalid = (): UnreadableRequest =>
    new UnreadableRequest('The body of the request is not valid XML.', 'MalformedXML');
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open: { readonly element: Element; readonly name: string }[] = [{ element: root, name: '' }];
  TOKEN.lastIndex = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    const last = open.at(-1)!;
    if (!token) throw invalid();
    const [, cdata, closed, opened, attributes = '', empty, content] = token;
    if (opened !== undefined) {
      if (open.length > DEEPEST) {
        throw new UnreadableRequest(`The request is nested deeper than ${DEEPEST} levels.`, 'MalformedXML');
      }
      const element = { name: local(opened), attributes: attributesOf(attributes), children: [], text: '' };
      last.element.children.push(element);
      if (!empty) open.push({ element, name: opened });
    } else if (closed !== undefined) {
      if (open.length < 2 || closed !== last.name) throw invalid();
      open.pop();
    } else if (cdata !== undefined) last.element.text += cdata;
    else if (content !== undefined) last.element.text += unescaped(content);
  }
  const [element, more] = root.children;
  if (!element || more || open.length > 1 || root.text.trim() !== '') throw invalid();
  return element;
}

/** @throws UnreadableRequest */
export function parseXmlBytes(bytes: Uint8Array): Element {
  return parseXml(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')]),
  );
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Other entities need a document type, and stay as they are. */
function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (found, hex, decimal, name) => {
    if (typeof name === 'string') return ENTITIES[name] ?? found;
    const code = hex === undefined ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : found;
  });
}

const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or an attribute. What XML cannot hold becomes a question mark. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
    .replace(/\r/g, '&#13;')
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?');
}

/** @param content escaped already */
export function element(name: string, content: string, attributes = ''): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

export function namespace(uri: string | undefined, prefix?: string): string {
  return uri === undefined ? '' : ` xmlns${prefix ? `:${prefix}` : ''}="${escaped(uri)}"`;
}

export function xmlBytes(content: string): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${content}`, 'utf8');
}
