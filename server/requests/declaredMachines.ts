/** The machines that a file declares and does not define itself: resources of a template, constructs of a CDK app. */
import { namedStarts } from '../../core/triggers/starts';
import type { DeclaredMachine } from '../../messages/languageClient';
import type { Project } from '../../project';
import { samePath } from '../fileUri';

export function declaredIn(file: string, { machines, stacks }: Project): readonly DeclaredMachine[] {
  const apps = stacks.filter(({ kind }) => kind === 'cdk').map(({ id }) => id);
  const declared = machines
    .filter(({ source, file: definition, notRun, stack = '' }) => {
      if (!samePath(source.file, file)) return false;
      // Of what is not run for another reason there is nothing to offer.
      return notRun === undefined ? !samePath(definition, file) : apps.includes(stack);
    })
    .map(({ name, source, file: definition, notRun, triggers = [] }) => ({
      name,
      line: source.line,
      isStarted: namedStarts(triggers).length > 0,
      ...(notRun === undefined && { file: definition }),
    }))
    .sort((left, right) => left.line - right.line);
  // An app may make one construct for several stages.
  const key = ({ line, name }: DeclaredMachine): string => `${line} ${name}`;
  return declared.filter((each, index) => declared.findIndex((other) => key(other) === key(each)) === index);
}
