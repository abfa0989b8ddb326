import path from 'node:path';
import type { Project } from '../project';
import type { Io } from './io';

/** What is wrong with the project's own files: what runs may lack what they should say. */
export function tellProblems({ problems }: Pick<Project, 'problems'>, io: Io): void {
  for (const { message, place } of problems) {
    const where = place ? `${path.relative(io.cwd, place.file)}:${place.line + 1}: ` : '';
    io.error(`${where}${message}\n`);
  }
}
