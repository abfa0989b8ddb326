/** What a build leaves of a .NET function that starts itself. Source: Lambda, "Define Lambda function handler in C#", executable assembly handlers. */
import path from 'node:path';
import { builtFolders, newestOf, type Built } from '../builtProgram';
import { listed } from '../versions/listed';

export interface DotnetBuild {
  /** Absolute. */
  readonly bootstrap?: string;
  /** Absolute: for `dotnet` to start. */
  readonly library?: string;
}

export function dotnetBuild(built: Built, handler: string): DotnetBuild {
  const folders = [...builtFolders(built), ...publishedBelow(path.join(built.codeDir, 'bin', 'Release'))];
  const bootstrap = newestOf(folders, ['bootstrap', 'bootstrap.exe']);
  const library = handler === '' || handler.includes('::') ? undefined : newestOf(folders, [`${handler}.dll`]);
  return { bootstrap, library };
}

/** `bin/Release/net8.0/linux-x64/publish`. */
function publishedBelow(release: string): string[] {
  return listed(release).flatMap((framework) =>
    [[], ...listed(path.join(release, framework)).map((each) => [each])].map((runtime) =>
      path.join(release, framework, ...runtime, 'publish'),
    ),
  );
}
