/** What a container image is built from, where the configuration itself builds it. */
import path from 'node:path';
import { isMap, plain } from '../../../core/hcl';
import type { HclValue, Nested, ResourceInstance } from '../../../core/hcl';
import type { ContainerImage } from '../../containerImage';
import { filesBelow } from '../../walk';
import { bareName } from '../../findFunction';
import { isImage } from './code';
import { commandsOf } from './commands';
import { callerOf, placeOf } from './places';
import { phrase } from '../../../core/l10n/phrase';
import type { ProjectProblem } from '../../project';
import type { Root } from './root';

interface Build extends Pick<ContainerImage, 'context' | 'dockerfile' | 'target' | 'args'> {
  /** What the image is called: `REPOSITORY:TAG`. */
  readonly names: readonly string[];
}

/** What `image_config` and what builds the image say. */
export function imageOf(instance: ResourceInstance, root: Root, problems: ProjectProblem[]): ContainerImage {
  const config = instance.nested('image_config')[0];
  const said = {
    command: wordsAt(config?.argument('command'), root),
    entryPoint: wordsAt(config?.argument('entry_point'), root),
    workingDirectory: root.quiet(config?.argument('working_directory')) || undefined,
  };
  const uri = root.quiet(instance.argument('image_uri')) ?? '';
  const builds = [...ofProvider(root), ...ofCommands(root)];
  const named = builds.find(({ names }) => names.some((name) => name !== '' && uri.startsWith(withoutTag(name))));
  const isOnly = builds.length === 1 && imageFunctions(root) === 1;
  const build = named ?? (isOnly ? builds[0] : undefined);
  return build ? { ...said, ...build } : { ...said, ...likelyBuild(instance, root, problems) };
}

function imageFunctions(root: Root): number {
  return root.resources('aws_lambda_function').filter(({ instance }) => isImage(instance, root)).length;
}

function wordsAt(value: HclValue | undefined, root: Root): readonly string[] | undefined {
  const list = value === undefined ? undefined : plain(value);
  return Array.isArray(list) && list.length > 0 ? list.map((word: HclValue) => root.quiet(word) ?? '') : undefined;
}

/** `docker_image` and `docker_registry_image` of the provider for Docker. */
function ofProvider(root: Root): Build[] {
  return ['docker_image', 'docker_registry_image'].flatMap((type) =>
    root.resources(type).flatMap(({ instance }): Build[] => {
      const build = instance.nested('build')[0];
      return build ? [{ ...builtBy(build, root), names: [root.quiet(instance.argument('name')) ?? ''] }] : [];
    }),
  );
}

function builtBy(build: Nested, root: Root): Omit<Build, 'names'> {
  const text = (name: string): string | undefined => root.quiet(build.argument(name)) || undefined;
  const written = build.argument('build_args') ?? build.argument('build_arg');
  const args = written === undefined ? undefined : plain(written);
  return {
    context: path.resolve(root.folder, text('context') ?? text('path') ?? '.'),
    dockerfile: text('dockerfile'),
    target: text('target'),
    args: Object.fromEntries(isMap(args) ? [...args].map(([name, value]) => [name, root.quiet(value) ?? '']) : []),
  };
}

/** `docker build` in a command that Terraform runs. */
function ofCommands(root: Root): Build[] {
  return commandsOf(root).flatMap(({ words, folder }) => buildIn(words, folder));
}

/** Options of `docker build` that a word follows. Source: Docker, "docker buildx build". */
const WITH_VALUE =
  /^(?:-t|-f|-o|--(?:tag|file|target|build-arg|platform|provenance|output|cache-from|cache-to|label|network|progress|secret|ssh|builder))$/;

function buildIn(words: readonly string[], at: string): Build[] {
  const begin = words.indexOf('docker');
  const build = words.indexOf('build', begin);
  if (begin < 0 || build < 0 || build > begin + 2) return [];
  const values: { [option: string]: string[] } = {};
  let context = '.';
  for (let index = build + 1; index < words.length; index++) {
    const [, option = words[index]!, value] = /^(--[\w-]+)=(.*)$/.exec(words[index]!) ?? [];
    if (value !== undefined || WITH_VALUE.test(option)) (values[option] ??= []).push(value ?? words[++index] ?? '');
    else if (!option.startsWith('-')) context = option;
  }
  const of = (...options: readonly string[]): string[] => options.flatMap((option) => values[option] ?? []);
  const [file] = of('-f', '--file');
  return [
    {
      names: of('-t', '--tag'),
      context: path.resolve(at, context),
      dockerfile: file === undefined ? undefined : path.resolve(at, file),
      target: of('--target')[0],
      args: Object.fromEntries(of('--build-arg').map((each) => /^([^=]*)=?(.*)$/.exec(each)!.slice(1))),
    },
  ];
}

/** A Dockerfile near the configuration, where one alone could be meant: that is said. */
function likelyBuild(
  instance: ResourceInstance,
  root: Root,
  problems: ProjectProblem[],
): Pick<ContainerImage, 'context' | 'dockerfile'> {
  const name = root.text(instance.physicalName, instance) ?? instance.resource.name;
  const bare = [name, instance.resource.name, callerOf(instance)].map(bareName).filter((each) => each !== '');
  for (const folder of [root.folder, path.dirname(root.folder)]) {
    const found = [...filesBelow(root.files, folder, 4)].filter((file) => /^Dockerfile\b/.test(path.basename(file)));
    const alike = found.filter((file) => bare.includes(bareName(path.basename(path.dirname(file)))));
    const [file, ...others] = alike.length > 0 ? alike : found;
    if (file === undefined) continue;
    if (others.length > 0) return {};
    const shown = path.relative(root.folder, file);
    const message = phrase`Nothing here says what the image of ${name} is built from: ${shown} is taken.`;
    problems.push({ message, place: placeOf(instance, root) });
    return { context: path.dirname(file), dockerfile: path.basename(file) };
  }
  return {};
}

/** `REPOSITORY` of `REPOSITORY:TAG`, whose host may have a port. */
function withoutTag(name: string): string {
  return name.replace(/:[^:/]*$/, '');
}
