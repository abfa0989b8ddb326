/** Ruby handlers, run by AWS's own client, the gem aws_lambda_ric. Source: Lambda, "Deploy Ruby Lambda functions with container images". */
import path from 'node:path';
import { askProgram } from '../../processes/askProgram';
import { chosenExecutable, findExecutable } from '../../processes/findExecutable';
import { foldersUpTo } from '../../processes/builtProgram';
import { listed } from '../../processes/versions/listed';
import { sourceFiles } from '../sourceStamp';
import { foreignLaunch, needed, notStarted } from './foreign';
import type { Runtime } from './runtime';

const GEM = 'aws_lambda_ric';
const QUESTION = `print Gem::Specification.find_by_name("${GEM}").bin_file("${GEM}")`;

export const rubyRuntime: Runtime = {
  async prepare(spec, context) {
    const { chosen } = context;
    const ruby = chosen ? chosenExecutable(chosen, spec.projectDir) : findExecutable('ruby');
    if (!ruby) return notStarted(spec, `No Ruby was found on the PATH: it needs ${needed('ruby')}. Install them.`);
    const bundled = foldersUpTo(spec).flatMap(bundledGems);
    const client =
      bundled.flatMap((folder) => clientIn(folder))[0] ??
      (await askProgram({ command: ruby, args: ['-e', QUESTION], cwd: spec.codeDir, timeoutMs: 10_000 }))?.trim();
    if (!client) return notStarted(spec, `${needed('ruby')} runs it here. Run: gem install ${GEM}.`);
    const env = {
      RUBYLIB: spec.codeDir,
      ...(bundled.length > 0 && { GEM_PATH: bundled.join(path.delimiter) }),
    };
    const sources = await sourceFiles(spec, ['.rb', '.json']);
    const args = [client, spec.handler ?? `${path.parse(spec.file).name}.${spec.exportName}`];
    return foreignLaunch({ command: ruby, args, folder: spec.codeDir, sources, env }, context);
  },
};

/** `vendor/bundle/ruby/3.3.0`, as Bundler and `sam build` leave them. */
function bundledGems(folder: string): string[] {
  const all = path.join(folder, 'vendor', 'bundle', 'ruby');
  return listed(all).map((version) => path.join(all, version));
}

function clientIn(folder: string): string[] {
  const gems = path.join(folder, 'gems');
  return listed(gems)
    .filter((name) => name.startsWith(`${GEM}-`))
    .map((name) => path.join(gems, name, 'bin', GEM));
}
