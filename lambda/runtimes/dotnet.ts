/**
 * .NET handlers that are executables with Amazon.Lambda.RuntimeSupport in them. Class libraries are run on AWS by a program
 * that AWS gives to nobody. Source: Lambda, "Define Lambda function handler in C#", executable assembly handlers.
 */
import path from 'node:path';
import { dotnetBuild } from '../../processes/awsClients/dotnet';
import { executableProblem } from '../../processes/executableFormat';
import { chosenExecutable, findExecutable } from '../../processes/findExecutable';
import { builtOf, foreignLaunch, needed, notStarted } from './foreign';
import type { Runtime } from './runtime';

export const dotnetRuntime: Runtime = {
  prepare(spec, context) {
    const handler = spec.handler ?? '';
    const { bootstrap, library } = dotnetBuild(builtOf(spec), handler);
    if (bootstrap !== undefined) {
      const problem = executableProblem(bootstrap);
      if (problem !== undefined) return Promise.resolve(notStarted(spec, problem));
      const launch = { command: bootstrap, args: [handler], folder: path.dirname(bootstrap), sources: [bootstrap] };
      return Promise.resolve(foreignLaunch(launch, context));
    }
    if (handler.includes('::')) {
      const how = 'Make it an executable (OutputType Exe, LambdaBootstrapBuilder) and run "dotnet publish".';
      return Promise.resolve(
        notStarted(spec, `Class libraries are started by a program of AWS's own that only AWS has. ${how}`),
      );
    }
    const dotnet = context.chosen ? chosenExecutable(context.chosen, spec.projectDir) : findExecutable('dotnet');
    if (!dotnet || library === undefined) {
      return Promise.resolve(
        notStarted(spec, `${needed('dotnet')} runs it here. Run "dotnet publish" in ${spec.codeDir}.`),
      );
    }
    const launch = { command: dotnet, args: [library], folder: path.dirname(library), sources: [library] };
    return Promise.resolve(foreignLaunch(launch, context));
  },
};
