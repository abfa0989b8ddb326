import { phrase } from '../../l10n/phrase';
import { encodeBase64 } from '../../query/hash/bytes';
import { digest } from '../../query/hash/digest';
import type { DigestName } from '../../query/hash/digest';
import { parseTemplateText } from '../parseExpression';
import { renderParts } from '../render';
import { asText, isMap, plain, scopeWith, Sourced, Unknown } from '../value';
import type { HclMap, HclValue, Scope } from '../value';
import { boundedMatch } from './boundedMatch';
import { base64Digest } from './encoding';
import { known, ofTexts } from './function';
import type { FunctionTable, PlainFunction, SpecialFunction } from './function';

type Evaluate = Parameters<SpecialFunction['call']>[2];

export const FILE_FUNCTIONS: FunctionTable = {
  file: known(([value], { host }) => {
    const path = asText(value);
    if (path === undefined) return undefined;
    return new Sourced(() => host.read(path) ?? missing(path), { kind: 'file', path: host.resolve(path) });
  }),
  templatefile: {
    kind: 'special',
    call: ([path, names], scope, evaluate) => {
      const file = path && plain(evaluate(path, scope));
      if (file instanceof Unknown) return file;
      const given = names && plain(evaluate(names, scope));
      return templateOf(String(file), isMap(given) ? given : new Map(), scope, evaluate);
    },
  },
  templatestring: {
    kind: 'special',
    call: ([text, names], scope, evaluate) => {
      const [template, given] = [text && plain(evaluate(text, scope)), names && plain(evaluate(names, scope))];
      if (template instanceof Unknown) return template;
      return rendered(String(template), isMap(given) ? given : new Map(), scope, evaluate);
    },
  },
  fileexists: known(([path], { host }) => host.isFile(String(path))),
  fileset: known(([folder, pattern], { host }) => {
    const wanted = globOf(String(pattern));
    return host.below(String(folder)).filter((file) => boundedMatch(wanted, file, (bounded) => bounded.test(file)));
  }),
  filebase64: ofFile(encodeBase64),
  filemd5: hashOfFile('MD5'),
  filesha1: hashOfFile('SHA-1'),
  filesha256: hashOfFile('SHA-256'),
  filesha512: hashOfFile('SHA-512'),
  filebase64sha256: ofFile((text) => base64Digest(text, 'SHA-256')),
  filebase64sha512: ofFile((text) => base64Digest(text, 'SHA-512')),
  abspath: known(([path], { host }) => host.resolve(String(path))),
  pathexpand: ofTexts((path) => path),
  basename: ofTexts((path) => path!.replace(/\/+$/, '').split('/').at(-1)),
  dirname: ofTexts((path) => {
    const slash = path!.replace(/\/+$/, '').lastIndexOf('/');
    return slash < 0 ? '.' : path!.slice(0, slash) || '/';
  }),
};

/** A file as a template with these names. */
export function templateOf(path: string, names: HclMap, scope: Scope, evaluate: Evaluate): Sourced {
  const { host } = scope;
  return new Sourced(
    () => {
      const text = host.read(path);
      return text === undefined ? missing(path) : rendered(text, names, { file: host.resolve(path), host }, evaluate);
    },
    { kind: 'file', path: host.resolve(path), variables: names },
  );
}

/** In a template only its own names are known. */
function rendered(text: string, names: HclMap, scope: Pick<Scope, 'file' | 'host'>, evaluate: Evaluate): HclValue {
  const { template } = parseTemplateText(text);
  return renderParts(template.parts, templateScope(names, scope), evaluate);
}

/** The scope of a template's file: its own names, and no other. */
export function templateScope(names: HclMap, { file, host }: Pick<Scope, 'file' | 'host'>): Scope {
  return scopeWith({ file, host, lookUp: () => undefined }, names);
}

function missing(path: string): Unknown {
  return Unknown.mistake(`file(${path})`, phrase`The file ${path} cannot be read.`);
}

function ofFile(call: (text: string) => HclValue): PlainFunction {
  return known(([path], { host }) => {
    const text = host.read(String(path));
    return text === undefined ? undefined : call(text);
  });
}

function hashOfFile(name: DigestName): PlainFunction {
  return ofFile((text) => digest(text, name));
}

/** `*`, `**`, `?`, `{a,b}`. */
function globOf(pattern: string): RegExp {
  const written = pattern.replace(/[.+^$()|[\]\\]/g, '\\$&').replace(/(?:\*\*\/?)+|\*|\?|\{|\}|,/g, (sign) => {
    if (sign.startsWith('**')) return sign.endsWith('/') ? '(?:.*/)?' : '.*';
    return { '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' }[sign] ?? sign;
  });
  try {
    return new RegExp(`^${written}$`);
  } catch {
    return /^$/;
  }
}
