import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import type { TemplateMachine } from '../../../core/template';
import { machineNameOf } from '../../definitionFile';
import type { Files } from '../../files';
import type { ProjectMachine, ProjectProblem } from '../../project';
import { OUTSIDE } from '../../reach';
import { factsOf, faultAt, placeOf, triggersOf } from './facts';
import { likelyDefinition } from './storedInS3';
import type { SamStack } from './stacks';

/** @param problems takes what must be said of a machine that was found all the same */
export function samMachine(
  declared: TemplateMachine,
  stack: SamStack,
  files: Files,
  problems: ProjectProblem[],
): ProjectMachine | ProjectProblem {
  const { file, template } = stack;
  const { logicalId, definition, definitionUri, s3Key, buildToken } = declared;
  const source = placeOf(declared.span, stack);
  const substitutions = Object.entries(declared.substitutions).map(([name, value]) => [name, template.textOf(value)]);
  const name = declared.name ?? logicalId;
  const common = {
    name,
    template: file,
    type: declared.type,
    substitutions: Object.fromEntries(substitutions) as ProjectMachine['substitutions'],
    source,
    stack: stack.id,
    triggers: triggersOf(declared, stack),
    inactive: declared.inactive,
    from: factsOf(declared, stack),
    fault: faultAt(declared.span, stack),
  };
  if (definition) {
    const place = 'kind' in definition ? { span: definition.span } : { span: definition.span, mapped: definition };
    const { declares, resolve, textOf } = template;
    return { ...common, aliases: [logicalId], file, ...place, values: { declares, resolve, textOf } };
  }
  const likely = likelyDefinition(declared, stack, files);
  if (likely) {
    problems.push({ message: likely.message, place: source });
    return { ...common, aliases: [logicalId, machineNameOf(likely.file)], file: likely.file };
  }
  if (definitionUri === undefined) {
    const message =
      buildToken !== undefined
        ? phrase`The definition of ${logicalId} is put in place of ${buildToken} before the template is deployed: run the file that it comes from.`
        : s3Key === undefined
          ? phrase`The state machine ${logicalId} needs a definition.`
          : phrase`The definition of ${logicalId} is the object ${s3Key} in S3, which is not read.`;
    return { message, place: source };
  }
  const definitionFile = path.resolve(path.dirname(file), definitionUri);
  const reason = files.problemOf(definitionFile);
  if (reason !== undefined) {
    const words = reason === OUTSIDE ? reason : reason.replace(/^it is/, 'that is');
    return {
      message: phrase`The state machine ${logicalId} names the definition ${definitionUri}, but ${words}.`,
      place: source,
    };
  }
  // What is included is filled in by whatever includes it.
  const isWhole = declared.spans?.['definitionUri'] !== undefined && declared.fillsIn !== undefined;
  return {
    ...common,
    aliases: [logicalId, machineNameOf(definitionFile)],
    file: definitionFile,
    ...(isWhole && { hasAllSubstitutions: true }),
  };
}
