/** Commands that Terraform runs while it deploys: what they copy and pack tells where code comes from. None of them is run here. */
import path from 'node:path';
import type { ResourceInstance } from '../../../core/hcl';
import { wordsOf } from '../../containerImage/instructions';
import type { Root } from './root';

/** One command of a line, in the folder that it is run in. */
export interface Command {
  readonly words: readonly string[];
  /** Absolute. */
  readonly folder: string;
  readonly instance: ResourceInstance;
}

/** Of `local-exec` in `null_resource` and `terraform_data`, in their order. */
export function commandsOf(root: Root): readonly Command[] {
  return ['null_resource', 'terraform_data'].flatMap((type) =>
    root.resources(type).flatMap(({ instance }) =>
      instance.nested('provisioner').flatMap((each) => {
        const command = root.quiet(each.argument('command')) ?? '';
        const folder = path.resolve(root.folder, root.quiet(each.argument('working_dir')) ?? '.');
        return commandsIn(command, folder).map((one) => ({ ...one, instance }));
      }),
    ),
  );
}

/** The commands of a script, `cd` among them followed. */
function commandsIn(script: string, folder: string): Omit<Command, 'instance'>[] {
  let at = folder;
  return script
    .replace(/\\\r?\n/g, ' ')
    .split(/&&|;|\n/)
    .flatMap((line) => {
      const words = wordsOf(line);
      if (words.length === 0) return [];
      if (words[0] === 'cd') {
        at = path.resolve(at, words[1] ?? '.');
        return [];
      }
      return [{ words, folder: at }];
    });
}

/** Where something comes from, and which resource's command says so. */
export interface Origin {
  /** Absolute: a folder. */
  readonly folder: string;
  readonly instance: ResourceInstance;
}

/** The folders that commands copy into a folder, the last first: `cp -r src/* build`. */
export function copiedInto(folder: string, root: Root): readonly Origin[] {
  return commandsOf(root)
    .flatMap(({ words: [program, ...rest], folder: at, instance }): Origin[] => {
      if (program !== 'cp' && program !== 'rsync') return [];
      const places = rest.filter((word) => !word.startsWith('-')).map((word) => path.resolve(at, word));
      const to = places.pop();
      if (to !== folder) return [];
      return places.map((place) => ({ folder: folderOf(place, root), instance }));
    })
    .reverse();
}

/** The folder whose files a command packs into a file: `cd src && zip -r ../out.zip .`. */
export function zippedInto(file: string, root: Root): Origin | undefined {
  for (const {
    words: [program, ...rest],
    folder: at,
    instance,
  } of commandsOf(root)) {
    const [to] = program === 'zip' ? rest.filter((word) => !word.startsWith('-')) : [];
    if (to === undefined) continue;
    const made = path.resolve(at, to);
    // What is packed keeps the path that it is named by.
    if (made === file || `${made}.zip` === file) return { folder: at, instance };
  }
  return undefined;
}

/** `src/*` and `src/.` are all that is in `src`; a file is packed from its folder. */
function folderOf(place: string, root: Root): string {
  if (path.basename(place) === '*' || root.files.isFile(place)) return path.dirname(place);
  return place;
}
