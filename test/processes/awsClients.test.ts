/** AWS's clients of the Runtime API for Java and Ruby, and what a build of .NET starts by itself: where builds, Maven and gems leave them. */
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dotnetBuild } from '../../processes/awsClients/dotnet';
import { JAVA_CLIENT, javaBuild } from '../../processes/awsClients/java';
import { bundledGems, clientIn, hasInstalledClient } from '../../processes/awsClients/ruby';
import { temporaryFolder } from '../harness/temporaryFolder';

beforeEach(() => {
  vi.stubEnv('HOME', '/none');
  vi.stubEnv('GEM_HOME', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const emptyFiles = (names: readonly string[]): string =>
  temporaryFolder(Object.fromEntries(names.map((name) => [name, ''])));

const [CLIENT, CORE, SERIAL] = [JAVA_CLIENT, 'aws-lambda-java-core', 'aws-lambda-java-serialization'];
const maven = (artifact: string, ...versions: string[]): string[] =>
  versions.map((version) => `.m2/repository/com/amazonaws/${artifact}/${version}/${artifact}-${version}.jar`);
const jarOf = (artifact: string, version: string): string => maven(artifact, version)[0]!;

test.each<[what: string, files: readonly string[], code: readonly string[], more: readonly string[] | undefined]>([
  ['nothing that is compiled', ['src/main/java/A.java'], [], undefined],
  ['classes of Maven, without the client', ['target/classes/A.class'], ['target/classes'], undefined],
  [
    'classes of Maven, the client in its repository',
    ['target/classes/A.class', ...maven(CLIENT, '2.3.0', '2.10.1'), ...maven(CORE, '1.2.3'), ...maven(SERIAL, '1.1.5')],
    ['target/classes'],
    [jarOf(CLIENT, '2.10.1'), jarOf(CORE, '1.2.3'), jarOf(SERIAL, '1.1.5')],
  ],
  [
    'a version of which only a note is there',
    ['target/classes/A.class', ...maven(CLIENT, '2.3.0'), `.m2/repository/com/amazonaws/${CLIENT}/9.0.0/note.txt`],
    ['target/classes'],
    [jarOf(CLIENT, '2.3.0')],
  ],
  [
    'what the build brings is not brought twice',
    ['target/classes/A.class', `target/dependency/${CLIENT}-2.4.1.jar`, ...maven(CLIENT, '2.3.0'), ...maven(CORE, '1')],
    ['target/classes', `target/dependency/${CLIENT}-2.4.1.jar`],
    [jarOf(CORE, '1')],
  ],
  [
    'a jar with all in it, and what lies beside it',
    ['target/post-1.jar', 'target/original-post-1.jar', 'target/post-1-sources.jar', 'target/post-1-tests.jar'],
    ['target/post-1.jar'],
    undefined,
  ],
  [
    'Gradle: Java, Kotlin, libraries',
    ['build/classes/java/main/A', 'build/classes/kotlin/main/B', 'build/libs/b.jar', 'build/dependencies/d.jar'],
    ['build/classes/java/main', 'build/classes/kotlin/main', 'build/dependencies/d.jar', 'build/libs/b.jar'],
    undefined,
  ],
  [
    'sam build',
    ['.aws-sam/build/Post/A.class', `.aws-sam/build/Post/lib/${CLIENT}-2.4.1.jar`, '.aws-sam/build/Other/lib/o.jar'],
    ['.aws-sam/build/Post', `.aws-sam/build/Post/lib/${CLIENT}-2.4.1.jar`],
    [],
  ],
  ['a folder lib is no build', ['lib/a.jar'], [], undefined],
])('Java: %s', (_what, files, code, more) => {
  const folder = emptyFiles(files);
  vi.stubEnv('HOME', folder);
  const at = (name: string): string => path.join(folder, ...name.split('/'));
  const found = javaBuild({ codeDir: folder, projectDir: folder, names: ['Post'] });
  expect(found?.code ?? []).toEqual(code.map(at));
  expect(found?.classPath).toEqual(more && [...code, ...more].map(at));
});

test.each<[file: string, isThere: boolean]>([
  ['.gem/ruby/3.3.0/gems/aws_lambda_ric-3.0.0/x', true],
  ['.local/share/gem/ruby/3.3.0/gems/aws_lambda_ric-3.0.0/x', true],
  ['.rbenv/versions/3.3.6/lib/ruby/gems/3.3.0/gems/aws_lambda_ric-3.0.0/x', true],
  ['.asdf/installs/ruby/3.3.6/lib/ruby/gems/3.3.0/gems/aws_lambda_ric-3.0.0/x', true],
  ['.local/share/mise/installs/ruby/3.3/lib/ruby/gems/3.3.0/gems/aws_lambda_ric-3.0.0/x', true],
  ['.gem/ruby/3.3.0/gems/aws_lambda_ricochet-1.0.0/x', false],
  ['.gem/ruby/3.3.0/gems/rack-3.0.0/x', false],
  ['opt/ruby/lib/ruby/gems/3.3.0/gems/aws_lambda_ric-3.0.0/x', true],
])('Ruby: the client in %s is found: %s', (file, isThere) => {
  const folder = emptyFiles([file]);
  vi.stubEnv('HOME', folder);
  expect(hasInstalledClient(path.join(folder, 'opt', 'ruby', 'bin', 'ruby'))).toBe(isThere);
});

test('Ruby: gems where GEM_HOME says, and of a bundle', () => {
  const folder = emptyFiles(['gems/3.3.0/gems/aws_lambda_ric-3.0.0/x', 'vendor/bundle/ruby/3.3.0/gems/rack-3.0.0/x']);
  vi.stubEnv('GEM_HOME', path.join(folder, 'gems', '3.3.0'));
  expect(hasInstalledClient('/none/bin/ruby')).toBe(true);
  expect(bundledGems(folder)).toEqual([path.join(folder, 'vendor', 'bundle', 'ruby', '3.3.0')]);
  expect(clientIn(path.join(folder, 'gems', '3.3.0'))).toEqual([
    path.join(folder, 'gems', '3.3.0', 'gems', 'aws_lambda_ric-3.0.0', 'bin', 'aws_lambda_ric'),
  ]);
});

test.each<[handler: string, files: readonly string[], found: { bootstrap?: string; library?: string }]>([
  ['Post', [], {}],
  ['Post', ['bootstrap', 'Post.dll'], { bootstrap: 'bootstrap', library: 'Post.dll' }],
  ['Post', ['bin/Release/net8.0/publish/Post.dll'], { library: 'bin/Release/net8.0/publish/Post.dll' }],
  [
    'Post',
    ['bin/Release/net8.0/linux-x64/publish/bootstrap', 'bin/Debug/net8.0/publish/Post.dll'],
    { bootstrap: 'bin/Release/net8.0/linux-x64/publish/bootstrap' },
  ],
  ['Post', ['.aws-sam/build/Post/Post.dll'], { library: '.aws-sam/build/Post/Post.dll' }],
  // A class library starts in Lambda's own host alone.
  ['Post::Post.Function::Handle', ['Post.dll', 'Post::Post.Function::Handle.dll'], {}],
])('.NET: %s of %j', (handler, files, found) => {
  const folder = emptyFiles(files.map((name) => (process.platform === 'win32' ? name.replaceAll('::', '.') : name)));
  const at = (name: string | undefined) => name && path.join(folder, ...name.split('/'));
  expect(dotnetBuild({ codeDir: folder, projectDir: folder, names: ['Post'] }, handler)).toEqual({
    bootstrap: at(found.bootstrap),
    library: at(found.library),
  });
});
