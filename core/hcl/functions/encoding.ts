import { jsonValue } from '../../jsonText';
import { decodeBase64, encodeBase64 } from '../../query/hash/bytes';
import { digest } from '../../query/hash/digest';
import type { DigestName } from '../../query/hash/digest';
import { parseDocument } from '../../syntax/parse';
import { toValue } from '../../syntax/value';
import { joined, piecesOf } from '../render';
import { fromJson, isAttributed, isList, isMap, plain, Sourced, Unknown } from '../value';
import type { HclValue, UnknownSource } from '../value';
import { byText, known, ofTexts } from './function';
import type { FunctionTable } from './function';

export const ENCODING_FUNCTIONS: FunctionTable = {
  jsonencode: {
    kind: 'special',
    call: (written, scope, evaluate) => {
      const [value] = written;
      if (!value) return null;
      const make = (): HclValue => joined(jsonPieces(evaluate(value, scope)));
      return new Sourced(make, { kind: 'json', expression: value, scope });
    },
  },
  jsondecode: ofTexts((text) => {
    try {
      return fromJson(jsonValue(text!));
    } catch {
      return undefined;
    }
  }),
  yamldecode: ofTexts((text) => {
    const { root, problems } = parseDocument('', text!, 'yaml');
    return root && problems.length === 0 ? fromJson(toValue(root)) : undefined;
  }),
  // JSON is YAML.
  yamlencode: known(([value]) => joined(jsonPieces(value ?? null))),
  base64encode: ofTexts((text) => encodeBase64(text!)),
  base64decode: ofTexts((text) => decodeBase64(text!)),
  urlencode: ofTexts((text) =>
    encodeURIComponent(text!)
      .replaceAll('%20', '+')
      .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  urldecode: ofTexts((text) => {
    try {
      return decodeURIComponent(text!.replaceAll('+', ' '));
    } catch {
      return undefined;
    }
  }),
  csvdecode: ofTexts((text) => {
    const [head = [], ...rows] = text!.split(/\r?\n/).filter(Boolean).map(csvCells);
    return rows.map((row) => new Map(head.map((name, index) => [name, row[index] ?? ''])));
  }),
  md5: ofTexts((text) => digest(text!, 'MD5')),
  sha1: ofTexts((text) => digest(text!, 'SHA-1')),
  sha256: ofTexts((text) => digest(text!, 'SHA-256')),
  sha512: ofTexts((text) => digest(text!, 'SHA-512')),
  base64sha256: ofTexts((text) => base64Digest(text!, 'SHA-256')),
  base64sha512: ofTexts((text) => base64Digest(text!, 'SHA-512')),
};

/** The digest of a text, in Base64. */
export function base64Digest(text: string, name: DigestName): string {
  return btoa(digest(text, name).replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))));
}

function csvCells(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  );
}

/** Compact JSON in pieces, keys sorted and `<`, `>`, `&` escaped as Terraform has them. */
export function jsonPieces(given: HclValue): readonly (string | UnknownSource)[] {
  const value = plain(given);
  if (value instanceof Unknown)
    return ['"', ...value.parts.map((part) => (typeof part === 'string' ? inJson(part) : part)), '"'];
  if (isList(value)) return ['[', ...value.flatMap((item, index) => [...comma(index), ...jsonPieces(item)]), ']'];
  if (isMap(value)) {
    const keys = [...value.keys()].sort(byText);
    return [
      '{',
      ...keys.flatMap((key, index) => [...comma(index), `"${inJson(key)}":`, ...jsonPieces(value.get(key)!)]),
      '}',
    ];
  }
  if (isAttributed(value)) return jsonPieces(value.attribute('id'));
  if (typeof value === 'string') return [`"${inJson(value)}"`];
  return value === null ? ['null'] : piecesOf(value);
}

function comma(index: number): string[] {
  return index > 0 ? [','] : [];
}

function inJson(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
}
