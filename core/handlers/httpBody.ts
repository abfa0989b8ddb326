/** Where code has the body of what an HTTP request answers: of `fetch`, axios, requests, httpx, urllib. */
import { closing, type Piece } from './pieces';

/** A place at which a value begins or is given a name. */
export type BodyPlace =
  /** @property begin its last piece @property end behind it */
  | { readonly kind: 'value'; readonly begin: number; readonly end: number }
  /** Of `with … as response`. */
  | { readonly kind: 'name'; readonly name: string; readonly from: number }
  /** A member that holds it: `response.data`. */
  | { readonly kind: 'member'; readonly name: string };

/** Members that hold a body, by libraries whose names the code mentions. */
const MEMBERS: readonly (readonly [library: RegExp, member: string])[] = [
  [/^(?:axios|urllib3)$/, 'data'],
  [/^(?:requests|httpx)$/, 'text'],
  [/^(?:requests|httpx)$/, 'content'],
];

export function httpBodies(pieces: readonly Piece[]): readonly BodyPlace[] {
  const names = new Set(pieces.map(({ kind, text }) => (kind === 'string' ? text.slice(1, -1) : text)));
  const members = MEMBERS.flatMap(([library, name]): BodyPlace[] =>
    [...names].some((each) => library.test(each)) ? [{ kind: 'member', name }] : [],
  );
  const places = pieces.flatMap(({ kind, text }, at): BodyPlace[] => {
    if (kind !== 'name' || pieces[at + 1]?.text !== '(') return [];
    const end = closing(pieces, at + 2);
    if (text === 'json' && /^\??\.$/.test(pieces[at - 1]?.text ?? '') && end === at + 3)
      return [{ kind: 'value', begin: at, end }];
    if (text !== 'urlopen') return [];
    const given = pieces[end]?.text === 'as' ? pieces[end + 1] : undefined;
    return given?.kind === 'name'
      ? [{ kind: 'name', name: given.text, from: end + 2 }]
      : [{ kind: 'value', begin: at, end }];
  });
  return [...places, ...members];
}
