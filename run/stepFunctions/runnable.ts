/** What runs where an ARN is started: a machine, one of its versions, or what an alias routes to. */
import { jsonText } from '../../core/jsonText';
import { findMachine, type ProjectMachine } from '../../project';
import { loadProjectMachine } from '../loadMachine';
import { ApiError, apiError } from './apiError';
import { namedBy, type Named } from './arns';
import type { Alias, Revision, StateMachine, Version } from './machines';
import type { ServiceHost, StepFunctionsService } from './service';

/** What an execution was started as. */
export interface StartedAs {
  readonly revision: Revision;
  readonly versionArn?: string;
  readonly aliasArn?: string;
}

export interface Runnable {
  readonly machine: ProjectMachine;
  readonly startedAs: StartedAs;
}

export function runnable(
  { machine, version, alias }: Named,
  host: ServiceHost,
  service: StepFunctionsService,
): Runnable {
  const routed = alias ? routedBy(alias, host, service) : version;
  const revision = routed?.revision ?? machine.revision;
  return {
    machine: source(machine, revision),
    startedAs: {
      revision,
      ...(routed && { versionArn: routed.arn }),
      ...(alias && { aliasArn: alias.arn }),
    },
  };
}

/**
 * What a state means by an ARN; also by the name or the deploy-time placeholder of a machine of the project.
 *
 * @param stack of the state's machine: its own go before those of others
 */
export function startable(
  arn: string,
  service: StepFunctionsService,
  stack?: string,
): (Partial<Runnable> & Pick<Runnable, 'machine'>) | undefined {
  const { host } = service;
  if (!host) return undefined;
  const named = namedBy(arn, service, stack);
  if (!(named instanceof ApiError)) return runnable(named, host, service);
  const machine = findMachine(host.project, arn, stack);
  return machine && { machine };
}

/** One of the alias's versions, by their weights. */
function routedBy({ routes }: Alias, host: ServiceHost, { machines }: StepFunctionsService): Version | undefined {
  let chance = host.random() * 100;
  const route = routes.find(({ weight }) => (chance -= weight) < 0) ?? routes.at(-1);
  return route && machines.version(route.stateMachineVersionArn);
}

function source({ name, type, file }: StateMachine, { definition }: Revision): ProjectMachine {
  if (file && definition === undefined) return file;
  const uri = `${name}.asl.json`;
  return { name, type, file: uri, text: definition, substitutions: {}, source: { file: uri, line: 0 } };
}

/** The text of a revision's definition, with the deploy-time values that a file's has here. */
export function definitionOf(
  machine: StateMachine,
  revision: Revision,
  { host }: StepFunctionsService,
): string | ApiError {
  if (revision.definition !== undefined) return revision.definition;
  const loaded = host && machine.file && loadProjectMachine(machine.file, { project: host.project });
  if (!loaded || 'problem' in loaded) return apiError.stateMachineDoesNotExist(machine.arn);
  return jsonText(loaded.machine.definition);
}
