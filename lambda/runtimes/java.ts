/**
 * Java handlers, run by AWS's own client, aws-lambda-java-runtime-interface-client: of the project's build, else of Maven's
 * own repository on this machine. Source: Lambda, "Deploy Java Lambda functions with container images".
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { builtFolders, foldersUpTo } from '../../processes/builtProgram';
import { chosenExecutable, findExecutable } from '../../processes/findExecutable';
import { homeFolder, listed } from '../../processes/versions/listed';
import { byAge, versionOf } from '../../processes/versions/version';
import { builtOf, foreignLaunch, needed, notStarted } from './foreign';
import type { Runtime } from './runtime';

const CLIENT = 'aws-lambda-java-runtime-interface-client';
/** What the client itself needs. */
const PARTS = [CLIENT, 'aws-lambda-java-core', 'aws-lambda-java-serialization'];
const MAIN = 'com.amazonaws.services.lambda.runtime.api.client.AWSLambda';

export const javaRuntime: Runtime = {
  prepare(spec, context) {
    const java = javaProgram(context.chosen, spec.projectDir);
    if (!java) return Promise.resolve(notStarted(spec, `No Java was found: it needs ${needed('java')}. Install them.`));
    const built = builtOf(spec);
    const code = [...builtFolders(built).slice(1), ...foldersUpTo(built)]
      .map(deployedIn)
      .find((each) => each.length > 0);
    if (!code)
      return Promise.resolve(
        notStarted(spec, `Nothing of it is compiled yet. Run "mvn package", "gradle build" or "sam build".`),
      );
    const own = code.filter((entry) => entry.endsWith('.jar')).map((entry) => path.basename(entry));
    const missing = PARTS.filter((part) => !own.some((jar) => jar.startsWith(part)));
    const kept = missing.map(jarOfMaven);
    if (!own.some((jar) => jar.startsWith(CLIENT)) && kept[0] === undefined) {
      const how = `Declare com.amazonaws:${CLIENT} among its dependencies and build it.`;
      return Promise.resolve(notStarted(spec, `${needed('java')} runs it here. ${how}`));
    }
    const classPath = [...code, ...kept.filter((jar) => jar !== undefined)];
    const args = ['-cp', classPath.join(path.delimiter), MAIN, spec.handler ?? spec.exportName];
    return Promise.resolve(foreignLaunch({ command: java, args, folder: spec.codeDir, sources: code }, context));
  },
};

function javaProgram(chosen: string | undefined, folder: string): string | undefined {
  if (chosen) return chosenExecutable(chosen, folder);
  const home = process.env['JAVA_HOME'];
  return (home && findExecutable(path.join(home, 'bin', 'java'))) || findExecutable('java');
}

/** Classes and jars that a build left in a folder: of SAM, of Maven, of Gradle. */
function deployedIn(folder: string): string[] {
  const isThere = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;
  const jars = (...below: string[]): string[] => {
    const at = path.join(folder, ...below);
    return listed(at)
      .filter((name) => name.endsWith('.jar') && !/^original-|-(?:sources|javadoc|tests)\.jar$/.test(name))
      .map((name) => path.join(at, name));
  };
  const classes = [
    ['target', 'classes'],
    ['build', 'classes', 'java', 'main'],
    ['build', 'classes', 'kotlin', 'main'],
  ]
    .map((parts) => path.join(folder, ...parts))
    .filter(isThere);
  const ofSam =
    isThere(path.join(folder, 'lib')) && folder.includes(`${path.sep}.aws-sam${path.sep}`)
      ? [folder, ...jars('lib')]
      : [];
  const libraries = [...jars('target', 'dependency'), ...jars('build', 'dependencies'), ...jars('lib')];
  if (ofSam.length > 0) return ofSam;
  // A jar of the build holds the classes with all that they need, or is named after the folders of classes.
  const built = [...jars('target'), ...jars('build', 'libs')];
  return classes.length + built.length === 0 ? [] : [...classes, ...libraries, ...built];
}

/** The newest version that Maven has kept. */
function jarOfMaven(artifact: string): string | undefined {
  const home = homeFolder(process.env);
  if (home === undefined) return undefined;
  const all = path.join(home, '.m2', 'repository', 'com', 'amazonaws', artifact);
  const [newest] = listed(all)
    .flatMap((name) => {
      const version = versionOf(name);
      return version && listed(path.join(all, name)).includes(`${artifact}-${name}.jar`) ? [{ name, version }] : [];
    })
    .sort((left, right) => byAge(left.version, right.version));
  return newest && path.join(all, newest.name, `${artifact}-${newest.name}.jar`);
}
