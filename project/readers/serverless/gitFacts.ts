import path from 'node:path';
import type { Files } from '../../files';

/** As Git shows a commit by default in a repository of no great size. */
const SHORT = 7;

/**
 * What `${git:…}` means, as far as the files of the repository around a folder say it without Git. Source:
 * serverless-plugin-git-variables.
 */
export const GIT_FACTS: { readonly [address: string]: (folder: string, files: Files) => string | undefined } = {
  branch: (folder, files) => repositoryAround(folder, files)?.branch,
  commit: commitOf,
  sha1: (folder, files) => commitOf(folder, files)?.slice(0, SHORT),
  repository: (folder, files) => {
    const repository = repositoryAround(folder, files);
    return repository && path.basename(repository.folder);
  },
};

interface Repository {
  /** Absolute: of the files that are worked on. */
  readonly folder: string;
  /** Absolute: Git's own. */
  readonly own: string;
  /** Undefined where a commit itself is checked out. */
  readonly branch?: string;
  readonly head: string;
}

function repositoryAround(start: string, files: Files): Repository | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const link = path.join(folder, '.git');
    // In a worktree and in a submodule it is a file that says where the folder is.
    const linked = files.isFile(link) ? /^gitdir: (.+)$/m.exec(files.read(link).text ?? '')?.[1] : undefined;
    const own = linked === undefined ? link : path.resolve(folder, linked.trim());
    const head = files.read(path.join(own, 'HEAD')).text?.trim();
    if (head !== undefined) return { folder, own, head, branch: /^ref: refs\/heads\/(.+)$/.exec(head)?.[1] };
    if (path.dirname(folder) === folder) return undefined;
  }
}

function commitOf(folder: string, files: Files): string | undefined {
  const repository = repositoryAround(folder, files);
  if (!repository) return undefined;
  const { own, head } = repository;
  const reference = /^ref: (\S+)$/.exec(head)?.[1];
  if (reference === undefined) return hashIn(head);
  const common = files.read(path.join(own, 'commondir')).text?.trim();
  for (const place of [own, ...(common === undefined ? [] : [path.resolve(own, common)])]) {
    const loose = hashIn(files.read(path.join(place, ...reference.split('/'))).text ?? '');
    if (loose !== undefined) return loose;
    const packed = (files.read(path.join(place, 'packed-refs')).text ?? '').split('\n');
    const line = packed.find((each) => each.endsWith(` ${reference}`));
    if (line !== undefined) return hashIn(line.split(' ')[0]!);
  }
  return undefined;
}

function hashIn(text: string): string | undefined {
  return /^[0-9a-f]{40,64}$/.exec(text.trim())?.[0];
}
