/** Java handlers, run by AWS's own client, aws-lambda-java-runtime-interface-client. */
import path from 'node:path';
import { JAVA_CLIENT, javaBuild, javaProgram, withoutEndpoints } from '../../processes/awsClients/java';
import { buildOf } from '../../processes/builtProgram';
import { chosenExecutable } from '../../processes/findExecutable';
import { builtOf, foreignLaunch, needed, notStarted } from './foreign';
import type { FunctionSpec } from '../lambda';
import type { Runtime } from './runtime';

const MAIN = 'com.amazonaws.services.lambda.runtime.api.client.AWSLambda';

export const javaRuntime: Runtime = {
  prepare(spec, context) {
    const java = context.chosen ? chosenExecutable(context.chosen, spec.projectDir) : javaProgram();
    if (!java)
      return Promise.resolve(notStarted(spec, `No Java was found. To run it here, install ${needed('java')}.`));
    const build = javaBuild(builtOf(spec));
    if (!build) return Promise.resolve(notStarted(spec, notCompiled(spec)));
    const { code, classPath } = build;
    if (!classPath) {
      const how = `Declare com.amazonaws:${JAVA_CLIENT} among its dependencies and build it.`;
      return Promise.resolve(notStarted(spec, `${needed('java')} runs it here. ${how}`));
    }
    const sdk = context.target.kind === 'aws' ? undefined : withoutEndpoints(classPath);
    if (sdk !== undefined) context.info(unreached(sdk));
    const args = ['-cp', classPath.join(path.delimiter), MAIN, spec.handler ?? spec.exportName];
    return Promise.resolve(foreignLaunch({ command: java, args, folder: spec.codeDir, sources: code }, context));
  },
};

/** What leaves its classes; where no build of it is here, such as of a jar in S3, there is nothing to run. */
function notCompiled(spec: FunctionSpec): string {
  const build = buildOf(spec);
  if (!build) return `Neither its classes nor a pom.xml or build.gradle of it are here.`;
  const folder = path.relative(spec.projectDir, build.folder);
  return `Nothing of it is compiled yet. Run "${build.command}"${folder === '' ? '' : ` in ${folder}`}.`;
}

/** Nothing of ours is inside a Java program: see docs/security.md. */
function unreached(sdk: string): string {
  return (
    `${sdk} does not read AWS_ENDPOINT_URL: calls of this function go to AWS itself, with credentials that AWS refuses, and nothing ` +
    `here answers them. Use the AWS SDK for Java 2.28.1 or newer, or give that variable to its clients as their endpoint.`
  );
}
