/** Which construct of the source a resource of an assembly is. */
import path from 'node:path';
import type { Files } from '../../files';
import type { SourcePlace } from '../../project';
import type { Frame } from './assembly/assembly';
import { constructPath } from './constructNames';
import type { Construct, ConstructReader } from './static/constructs';
import { placeOf } from './static/place';
import { startableConstructs } from './static/startable';

export class SourceConstructs {
  private found: readonly Construct[] | undefined;

  constructor(
    private readonly reader: ConstructReader,
    private readonly folder: string,
    private readonly files: Files,
  ) {}

  /** The construct with a path as the template has it; of several those that the frames lead to. */
  find(path: string | undefined, frames: readonly Frame[]): readonly Construct[] {
    if (path === undefined) return [];
    this.found ??= startableConstructs(this.reader);
    const wanted = `/${constructPath(path)}`;
    const named = this.found.filter((construct) => wanted.endsWith(`/${construct.path.join('/')}`));
    const places = frames.flatMap((frame) => this.placeOf(frame) ?? []);
    const framed = named.filter((construct) => {
      const { file, line } = placeOf(construct.call);
      return places.some((place) => place.file === file && place.line === line);
    });
    const candidates = framed.length > 0 ? framed : named;
    const longest = Math.max(0, ...candidates.map((construct) => construct.path.length));
    return candidates.filter((construct) => construct.path.length === longest);
  }

  /** Where a frame is here: the app may have been synthesized elsewhere, or as what a compiler made of it. */
  placeOf({ file, line }: Frame): SourcePlace | undefined {
    const parts = file.split(/[\\/]/);
    // Below the folder itself, then by as many of its last parts as are there.
    const candidates = [file, ...parts.map((_, index) => path.join(this.folder, ...parts.slice(index)))];
    const here = candidates.find((candidate) => this.isOwn(candidate) && this.files.isFile(candidate));
    if (here === undefined) return undefined;
    const source = here.replace(/\.js$/, '.ts');
    if (source === here || !this.files.isFile(source)) return { file: here, line: line - 1 };
    return { file: source, line: 0 };
  }

  private isOwn(file: string): boolean {
    const relative = path.relative(this.folder, file);
    return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  }
}
