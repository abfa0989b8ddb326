/** Ruby handlers, run by AWS's own client, the gem aws_lambda_ric. */
import path from 'node:path';
import { bundledGems, clientIn, GEM } from '../../processes/awsClients/ruby';
import { askProgram } from '../../processes/askProgram';
import { chosenExecutable, findExecutable } from '../../processes/findExecutable';
import { foldersUpTo } from '../../processes/builtProgram';
import { sourceFiles } from '../sourceStamp';
import { foreignLaunch, needed, notStarted } from './foreign';
import type { Runtime } from './runtime';

const QUESTION = `print Gem::Specification.find_by_name("${GEM}").bin_file("${GEM}")`;

export const rubyRuntime: Runtime = {
  async prepare(spec, context) {
    const { chosen } = context;
    const ruby = chosen ? chosenExecutable(chosen, spec.projectDir) : findExecutable('ruby');
    if (!ruby) return notStarted(spec, `No Ruby was found on the PATH. To run it here, install ${needed('ruby')}.`);
    const bundled = foldersUpTo(spec).flatMap(bundledGems);
    const client =
      bundled.flatMap((folder) => clientIn(folder))[0] ??
      (await askProgram({ command: ruby, args: ['-e', QUESTION], cwd: spec.codeDir, timeoutMs: 10_000 }))?.trim();
    if (!client) return notStarted(spec, `${needed('ruby')} runs it here. Run: gem install ${GEM}.`);
    const env = {
      RUBYLIB: spec.codeDir,
      ...(bundled.length > 0 && { GEM_PATH: bundled.join(path.delimiter) }),
    };
    const sources = sourceFiles(spec, ['.rb', '.json']);
    const args = [client, spec.handler ?? `${path.parse(spec.file).name}.${spec.exportName}`];
    return foreignLaunch({ command: ruby, args, folder: spec.codeDir, sources, env }, context);
  },
};
