import type { Files } from '../../files';
import type { ProjectFunction, ProjectMachine, ProjectProblem, Stack } from '../../project';
import { doubledSections, faultsOf } from '../../templateFile';
import type { ProjectReader, ReaderContext, ReaderResult } from '../reader';
import { samFunction } from './function';
import { samMachine } from './machine';
import { SamStacks } from './stacks';
import type { SamStack } from './stacks';
import { mayBeTemplate, TEMPLATE_NAMES, templateFilesIn, unreadableTemplate } from './templates';

/** SAM and CloudFormation templates that stand directly in the folder, and those that they hold. */
export const samReader: ProjectReader = {
  name: 'SAM and CloudFormation',
  markFiles: TEMPLATE_NAMES,
  mayMark: mayBeTemplate,
  filesIn: templateFilesIn,
  read: readSamProject,
};

function readSamProject(folder: string, files: Files, context: ReaderContext): ReaderResult | undefined {
  const found = templateFilesIn(folder, files);
  const reading = new SamStacks(files, context, found);
  const stacks = reading.read();
  const functions: ProjectFunction[] = [];
  const machines: ProjectMachine[] = [];
  const problems: ProjectProblem[] = [
    ...found.flatMap((file) => unreadableTemplate(file, files) ?? []),
    ...stacks.flatMap((stack) =>
      [...faultsOf(stack), ...doubledSections(stack.document)].map(({ message, line }) => ({
        message,
        place: { file: stack.file, line },
      })),
    ),
    ...reading.problems,
  ];
  if (stacks.length === 0 && problems.length === 0) return undefined;
  for (const stack of stacks) {
    for (const declared of stack.template.functions) {
      const made = samFunction(declared, stack, files, problems);
      functions.push(made);
      if (made.problem !== undefined) problems.push({ message: made.problem, place: made.source });
    }
    for (const declared of stack.template.machines) {
      const made = samMachine(declared, stack, files, problems);
      if ('message' in made) problems.push(made);
      else machines.push(made);
    }
  }
  return {
    stacks: stacks.map(stackOf),
    functions,
    machines,
    problems,
    searched: [...new Set(stacks.map(({ file }) => file))],
  };
}

function stackOf({ id, file, region, template: { isServerless } }: SamStack): Stack {
  return { id, kind: isServerless ? 'sam' : 'cloudformation', files: [file], state: 'static', region };
}
