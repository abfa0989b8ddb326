// The SDKs for Go, as Debian has them (golang-go, golang-github-aws-aws-sdk-go-dev and …-v2-dev), in a program of their own.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.join(path.dirname(fileURLToPath(import.meta.url)), 'go');
const cache = path.join(here, '..', '..', '..', '.cache', 'wire-clients');
const GOPATH = '/usr/share/gocode';

/** What a service's package is called where it is not called as in the catalogue. */
const PACKAGES = { v1: { transcribe: 'transcribeservice' }, v2: {} };

/** Of a service: how its client is made of a configuration. */
const MADE = {
  v1: (name) => `func(given *session.Session) any { return ${name}.New(given) }`,
  v2: (name) =>
    name === 's3'
      ? 'func(given aws.Config) any { return s3.NewFromConfig(given, func(o *s3.Options) { o.UsePathStyle = true }) }'
      : `func(given aws.Config) any { return ${name}.NewFromConfig(given) }`,
};

const CONFIGURATION = {
  v1: ['github.com/aws/aws-sdk-go/aws/session', '*session.Session'],
  v2: ['github.com/aws/aws-sdk-go-v2/aws', 'aws.Config'],
};

/**
 * @param version `v1` or `v2`
 * @returns the program's path; undefined where Go or the SDK is not here
 */
export function goProgram(version, services) {
  const sdk = `github.com/aws/aws-sdk-go${version === 'v2' ? '-v2' : ''}`;
  const folder = path.join(cache, `go-${version}`);
  const program = path.join(folder, 'client');
  const packages = services
    .map(({ table }) => [table, PACKAGES[version][table] ?? table])
    .filter(([, name]) => existsSync(path.join(GOPATH, 'src', sdk, 'service', name)));
  if (packages.length === 0) return undefined;
  mkdirSync(folder, { recursive: true });
  for (const file of ['driver.go', `${version}.go`]) copyFileSync(path.join(here, file), path.join(folder, file));
  writeFileSync(path.join(folder, 'clients.go'), clientsFile(version, sdk, packages));
  console.error(`Building ${path.relative(process.cwd(), program)} …`);
  const env = { ...process.env, GOPATH, GO111MODULE: 'off', CGO_ENABLED: '0' };
  const { status, error } = spawnSync('go', ['build', '-o', program, '.'], { cwd: folder, env, stdio: 'inherit' });
  if (error?.code === 'ENOENT') return undefined;
  if (status !== 0) throw new Error(`Go could not build the client ${version}.`);
  return program;
}

function clientsFile(version, sdk, packages) {
  const [configuration, type] = CONFIGURATION[version];
  const unions = version === 'v2' ? packages.flatMap(([, name]) => unionsOf(sdk, name)) : [];
  const lines = (rows) => rows.map((row) => `\t${row}\n`).join('');
  const imports = [
    `"${configuration}"`,
    ...(version === 'v2' ? ['"reflect"'] : []),
    ...packages.map(([, name]) => `"${sdk}/service/${name}"`),
    ...[...new Set(unions.map(({ name }) => name))].map((name) => `types_${name} "${sdk}/service/${name}/types"`),
  ];
  const clients = packages.map(([table, name]) => `"${table}": ${MADE[version](name)},`);
  const errors = packages.map(([table, name]) => `"${table}": {${errorsOf(version, sdk, name).join(', ')}},`);
  const types = unions.map(
    ({ name, member }) => `"${sdk}/service/${name}/types.${member}": reflect.TypeOf(types_${name}.${member}{}),`,
  );
  return [
    'package main\n',
    `import (\n${lines(imports)})\n`,
    `var clients = map[string]func(${type}) any{\n${lines(clients)}}\n`,
    `var errorNames = map[string][]string{\n${lines(errors)}}\n`,
    ...(version === 'v2' ? [`var unions = map[string]reflect.Type{\n${lines(types)}}\n`] : []),
  ].join('\n');
}

function sourceOf(sdk, ...names) {
  const file = path.join(GOPATH, 'src', sdk, 'service', ...names);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What the client calls the errors that it knows, in quotes. */
function errorsOf(version, sdk, name) {
  if (version === 'v2') {
    const text = sourceOf(sdk, name, 'types', 'errors.go');
    return [...text.matchAll(/^type (\w+) struct/gm)].map(([, error]) => `"${error}"`);
  }
  const text = sourceOf(sdk, name, 'errors.go');
  return [...text.matchAll(/^\tErrCode(\w+) = ("[^"]+")/gm)].flatMap(([, error, code]) => [`"${error}"`, code]);
}

/** A union is an interface, and its members are types that only their names tell. */
function unionsOf(sdk, name) {
  const text = sourceOf(sdk, name, 'types', 'types.go');
  return [...text.matchAll(/^type (\w+Member\w+) struct \{\n\tValue/gm)].map(([, member]) => ({ name, member }));
}
