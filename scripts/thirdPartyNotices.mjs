// The licences of what is shipped inside the bundles, read from the packages themselves. A package without a licence
// text, or under a licence that is not on the list, makes the build fail.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** SPDX names of licences that ask for no more than their own text beside the program. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Packaged as they are, beside the bundles. */
const PACKAGED = ['esbuild', 'esbuild-wasm'];

/** What packages carry inside that no file of theirs tells. */
const GO = readFileSync(new URL('notices/go.txt', import.meta.url), 'utf8').trim();
const INSIDE = { esbuild: [GO], 'esbuild-wasm': [GO] };

const HEAD = `Third-party notices

Stepwise is made with the packages below, which are shipped in it. Each is listed with its version, its licence, and
what its own files say of the work of others in it.
`;

/**
 * @param {readonly { inputs: Record<string, unknown> }[]} metafiles esbuild's, of all bundles
 * @param {string} root the folder that their paths are relative to
 * @returns {string} the text of THIRD-PARTY-NOTICES.txt; the same for the same packages
 */
export function thirdPartyNotices(metafiles, root) {
  const files = filesByPackage(metafiles);
  for (const name of PACKAGED)
    if (existsSync(path.join(root, 'node_modules', name))) files.set(path.join('node_modules', name), []);
  const problems = [];
  const entries = [];
  for (const [folder, inputs] of files) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    if (!isAllowed(String(license)))
      problems.push(
        `${name} ${version} is under the licence "${license}", which is not on the list of scripts/thirdPartyNotices.mjs.`,
      );
    const text = licenceText(path.join(root, folder));
    if (text === undefined) problems.push(`${name} ${version} has no licence text.`);
    const inside = [...(INSIDE[name] ?? []), ...inputs.flatMap((file) => borrowed(path.join(root, file)))];
    entries.push({
      key: `${name}@${version}`,
      head: `${name} ${version} (${license})`,
      text,
      inside: [...new Set(inside)].sort(),
    });
  }
  if (problems.length > 0) throw new Error(`What is bundled cannot be shipped:\n${problems.join('\n')}`);
  entries.sort((a, b) => (a.key < b.key ? -1 : 1));
  const line = '-'.repeat(80);
  const sections = entries.map(({ head, text, inside }) =>
    [line, head, line, '', ...(inside.length > 0 ? [...inside, ''] : []), text, ''].join('\n'),
  );
  return [HEAD, ...sections].join('\n');
}

/** The inputs that lie in a package, by the package's folder; a package may be there in two versions. */
function filesByPackage(metafiles) {
  const files = new Map();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (folder === undefined) continue;
    files.set(folder, [...(files.get(folder) ?? []), input]);
  }
  return files;
}

/** `MIT`, `(MIT OR GPL-3.0)`, `MIT AND ISC`. */
function isAllowed(expression) {
  const bare = expression.replace(/[()]/g, '').trim();
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isAllowed);
  return bare.split(' OR ').some((name) => ALLOWED.has(name.trim()));
}

function licenceText(folder) {
  const names = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(name))
    .sort();
  const texts = names
    .map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
    .filter((text) => text !== '');
  return names.some((name) => !/^notice/i.test(name)) && texts.length > 0 ? texts.join('\n\n') : undefined;
}

/** Lines of comments that name whose work a file is. */
function borrowed(file) {
  if (!/\.[cm]?js$/.test(file) || !existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter(
      (line) => line.length < 300 && /^\s*(\/\/|\/?\*)/.test(line) && /copyright|adapted from|ported from/i.test(line),
    )
    .map((line) => line.replace(/^[\s/*!]+|[\s*/]+$/g, ''));
}
