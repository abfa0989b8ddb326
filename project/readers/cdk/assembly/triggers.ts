/** What starts a function or a machine of a template: rules, schedules, queues and streams. */
import type { Json } from '../../../../core/json';
import type { Trigger } from '../../../project';
import { objectOf } from '../app';
import type { StackTemplate } from './templates';

/** Types of resources → the values of their properties that say what they start. */
const STARTED: { readonly [type: string]: (properties: { readonly [name: string]: Json }) => readonly Json[] } = {
  'AWS::Events::Rule': ({ Targets: targets }) =>
    (Array.isArray(targets) ? targets : []).flatMap((target) => objectOf(target).Arn ?? []),
  'AWS::Scheduler::Schedule': ({ Target: target }) => [objectOf(target).Arn ?? null],
  'AWS::Lambda::EventSourceMapping': ({ FunctionName: name }) => [name ?? null],
  'AWS::Pipes::Pipe': ({ Target: target }) => [target ?? null],
};

export function triggersOf(logicalId: string, { resources, template, file }: StackTemplate): readonly Trigger[] {
  return [...resources.values()].flatMap(({ type, properties }): Trigger[] => {
    const started = Object.hasOwn(STARTED, type) ? STARTED[type]!(properties) : [];
    const isMeant = started.some((value) => {
      const resolved = template.resolve(value);
      return resolved.kind === 'resource' && resolved.logicalId === logicalId;
    });
    return isMeant ? [{ type: type.split('::').slice(1).join('.'), properties, place: { file, line: 0 } }] : [];
  });
}
