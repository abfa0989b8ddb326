/**
 * What runs a Java handler: its compiled classes with AWS's client of the Runtime API, of the project's build, else of Maven's own
 * repository on this machine. Source: Lambda, "Deploy Java Lambda functions with container images".
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { builtFolders, foldersUpTo, type Built } from '../builtProgram';
import { findExecutable } from '../findExecutable';
import { homeFolder, listed } from '../versions/listed';
import { byAge, versionOf, type Version } from '../versions/version';

export const JAVA_CLIENT = 'aws-lambda-java-runtime-interface-client';
/** What the client itself needs. */
const PARTS = [JAVA_CLIENT, 'aws-lambda-java-core', 'aws-lambda-java-serialization'];

export interface JavaBuild {
  /** Of the function: folders and jars, absolute. */
  readonly code: readonly string[];
  /** With what the client needs; undefined where the client is missing. */
  readonly classPath: readonly string[] | undefined;
}

/** Undefined: nothing of it is compiled. */
export function javaBuild(built: Built): JavaBuild | undefined {
  const places = [...builtFolders(built).slice(1), ...foldersUpTo(built)];
  const code = places.map(deployedIn).find((each) => each.length > 0);
  if (!code) return undefined;
  const own = code.filter((entry) => entry.endsWith('.jar')).map((entry) => path.basename(entry));
  const kept = PARTS.filter((part) => !own.some((jar) => jar.startsWith(part))).map(jarOfMaven);
  const hasClient = own.some((jar) => jar.startsWith(JAVA_CLIENT)) || kept[0] !== undefined;
  return { code, classPath: hasClient ? [...code, ...kept.filter((jar) => jar !== undefined)] : undefined };
}

/** From this version on an AWS SDK for Java reads AWS_ENDPOINT_URL. Source: its changelog, 2.28.1. */
const READS_ENDPOINTS: Version = [2, 28, 1];

/** The jar of an AWS SDK that calls AWS itself whatever the environment says; undefined: none is known to. */
export function withoutEndpoints(classPath: readonly string[]): string | undefined {
  return classPath
    .map((entry) => path.basename(entry))
    .find((jar) => {
      const [, name, numbers = ''] = /^(aws-java-sdk-core|sdk-core)-(\d[\d.]*)\.jar$/.exec(jar) ?? [];
      const version = name && versionOf(numbers);
      return version && byAge(version, READS_ENDPOINTS) > 0;
    });
}

/** That of JAVA_HOME, else the one on the PATH. */
export function javaProgram(): string | undefined {
  const home = process.env['JAVA_HOME'];
  return (home && findExecutable(path.join(home, 'bin', 'java'))) || findExecutable('java');
}

/** Classes and jars that a build left in a folder: of SAM, of Maven, of Gradle. */
function deployedIn(folder: string): string[] {
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
    .filter((each) => existsSync(each));
  const ofSam =
    existsSync(path.join(folder, 'lib')) && folder.includes(`${path.sep}.aws-sam${path.sep}`)
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
