/** The source of a function in a language that is not run here, for people to be led to. */
import path from 'node:path';
import { filesBelow } from './files';
import type { Files } from './files';

/** Which file names a handler may mean, by how runtimes begin. Source: Lambda, "Lambda runtimes", the page of each language. */
const SOURCES: readonly (readonly [runtimes: RegExp, names: (handler: string) => readonly string[]])[] = [
  // `com.example.Orders::handle` or `com.example.Orders`
  [/^java/, (handler) => withEndings(`/${handler.split('::')[0]!.replaceAll('.', '/')}`, ['.java', '.kt', '.scala'])],
  // `Assembly::Namespace.Orders::Handle`
  [
    /^dotnet/,
    (handler) => withEndings(`/${handler.split('::').at(1)?.split('.').at(-1) ?? 'Function'}`, ['.cs', '.fs']),
  ],
  // `lambda_function.LambdaFunctions::Handler.process`
  [/^ruby/, (handler) => [`/${handler.split('.')[0]!}.rb`]],
  [/^(go|provided)/, (handler) => [`/${handler}.go`, '/main.go', '/src/main.rs', `/${handler}`, '/bootstrap']],
];

/** Levels below the code's folder: packages of Java are deep. */
const DEEP = 12;

/** Absolute path of the file, where exactly one has the likeliest of its names. */
export function sourceOfRuntime(runtime: string, handler: string, codeDir: string, files: Files): string | undefined {
  const endings = SOURCES.find(([runtimes]) => runtimes.test(runtime))?.[1](handler) ?? [];
  if (endings.length === 0 || !files.isFolder(codeDir)) return undefined;
  const all = [...filesBelow(files, codeDir, DEEP)].map((file) => [file, file.split(path.sep).join('/')] as const);
  for (const ending of endings) {
    const [found, ...others] = all.filter(([, written]) => written.endsWith(ending));
    if (found && others.length === 0) return found[0];
  }
  return undefined;
}

function withEndings(name: string, endings: readonly string[]): string[] {
  return endings.map((ending) => name + ending);
}
