/** Whether functions of runtimes that AWS's own clients run are said to run on this machine, by what lies on it. */
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { notRunHere } from '../../project/notRunHere';
import { temporaryFolder } from '../harness/temporaryFolder';

afterEach(() => void vi.unstubAllEnvs());

const GEM = 'gems/aws_lambda_ric-3.0.0/bin/aws_lambda_ric';
const CLIENT = 'aws-lambda-java-runtime-interface-client';
const KEPT = `home/.m2/repository/com/amazonaws/${CLIENT}/2.6.0/${CLIENT}-2.6.0.jar`;

test
  .skipIf(process.platform === 'win32')
  .each<[what: string, runtime: string, files: readonly string[], runs: boolean]>([
    ['Ruby without the gem', 'ruby3.3', ['bin/ruby'], false],
    ['Ruby, the gem in the bundle', 'ruby3.3', ['bin/ruby', `code/vendor/bundle/ruby/3.3.0/${GEM}`], true],
    ['the gem without Ruby', 'ruby3.3', [`code/vendor/bundle/ruby/3.3.0/${GEM}`], false],
    ['Ruby, the gem for this person', 'ruby3.3', ['bin/ruby', `home/.local/share/gem/ruby/3.3.0/${GEM}`], true],
    [
      'Ruby, the gem of a version manager',
      'ruby3.3',
      ['bin/ruby', `home/.rbenv/versions/3.3.6/lib/ruby/gems/3.3.0/${GEM}`],
      true,
    ],
    ['Java that is not compiled', 'java21', ['bin/java', KEPT], false],
    [
      'Java with the client in its build',
      'java21',
      ['bin/java', 'code/target/classes/A.class', `code/target/dependency/${CLIENT}-2.6.0.jar`],
      true,
    ],
    ['Java with the client that Maven keeps', 'java21', ['bin/java', 'code/target/classes/A.class', KEPT], true],
    ['Java without the client', 'java21', ['bin/java', 'code/target/classes/A.class'], false],
    ['.NET that starts itself', 'dotnet8', ['code/bin/Release/net8.0/publish/bootstrap'], true],
    ['.NET for the program dotnet', 'dotnet8', ['bin/dotnet', 'code/bin/Release/net8.0/publish/Weigh.dll'], true],
    ['.NET without the program dotnet', 'dotnet8', ['code/bin/Release/net8.0/publish/Weigh.dll'], false],
  ])('%s', (_, runtime, files, runs) => {
  const folder = temporaryFolder(Object.fromEntries(files.map((file) => [file, ''])));
  for (const file of files) chmodSync(path.join(folder, file), 0o755);
  vi.stubEnv('PATH', path.join(folder, 'bin'));
  vi.stubEnv('HOME', path.join(folder, 'home'));
  for (const name of ['JAVA_HOME', 'GEM_HOME']) vi.stubEnv(name, undefined);
  const place = { codeDir: path.join(folder, 'code'), folder };
  const why = notRunHere({ name: 'Weigh', names: ['Weigh'], runtime, handler: 'Weigh', ...place });
  expect(why === undefined).toBe(runs);
});

test.each(['java21', 'dotnet8', 'provided.al2023', 'go1.x', 'ruby3.3'])('%s, the code a file', (runtime) => {
  const folder = temporaryFolder({ 'code.jar': '' });
  const codeDir = path.join(folder, 'code.jar');
  const why = notRunHere({ name: 'Weigh', names: ['Weigh'], runtime, handler: 'a.b', codeDir, folder });
  expect(why).toMatch(/Weigh/);
});
