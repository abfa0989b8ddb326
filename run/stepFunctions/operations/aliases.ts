/** The operations on aliases: names that route executions to one version, or to two by weight. Words: recorded. */
import { ApiError, apiError } from '../apiError';
import { checkArn, namedBy } from '../arns';
import { routingFault } from '../aliasRouting';
import type { Alias } from '../machines';
import { page } from '../paging';
import { ALIAS_NAME, ARN, DESCRIPTION, PAGING, ROUTING } from '../parameters';
import { seconds, type Operation } from './operation';

const ALIAS_ARN = { ...ARN, most: 256 };
const MOST_ALIASES = 100;

export const createStateMachineAlias: Operation = {
  parameters: { name: ALIAS_NAME, description: DESCRIPTION, routingConfiguration: { ...ROUTING, required: true } },
  run({ name, description, routingConfiguration: routes }, service) {
    const { machines } = service;
    const wrong = routingFault(routes, service);
    if (wrong) return wrong;
    const { machine } = machines.version(routes[0]!.stateMachineVersionArn)!;
    const arn = `${machine.arn}:${name}`;
    const known = machines.alias(arn);
    if (known) {
      return isSame(known, routes, description)
        ? created(known)
        : apiError.conflict(
            'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
          );
    }
    if (machines.aliasesOf(machine).length >= MOST_ALIASES) {
      return apiError.serviceQuotaExceeded(`A state machine has at most ${MOST_ALIASES} aliases.`);
    }
    const now = service.now();
    const alias: Alias = {
      arn,
      name,
      machine,
      routes,
      ...(description != null && { description }),
      creationDate: now,
      updateDate: now,
    };
    machines.addAlias(alias);
    return created(alias);
  },
};

export const updateStateMachineAlias: Operation = {
  parameters: { stateMachineAliasArn: ALIAS_ARN, description: DESCRIPTION, routingConfiguration: ROUTING },
  run({ stateMachineAliasArn: arn, description, routingConfiguration: routes }, service) {
    const wrong = checkArn(arn, 'stateMachine');
    if (wrong) return wrong;
    const alias = service.machines.alias(arn);
    if (!alias) return apiError.referenceNotFound();
    if (description == null && routes == null) {
      return apiError.unfitting('Either the description or the routing configuration must be specified.');
    }
    const fault = routes && routingFault(routes, service, alias.machine);
    if (fault) return fault;
    if (description != null) alias.description = description;
    if (routes != null) alias.routes = routes;
    alias.updateDate = service.now();
    return { updateDate: seconds(alias.updateDate) };
  },
};

export const describeStateMachineAlias: Operation = {
  parameters: { stateMachineAliasArn: ALIAS_ARN },
  run({ stateMachineAliasArn: arn }, { machines }) {
    const wrong = checkArn(arn, 'stateMachine');
    if (wrong) return wrong;
    const alias = machines.alias(arn);
    if (!alias) return apiError.referenceNotFound();
    return {
      ...created(alias),
      name: alias.name,
      ...(alias.description !== undefined && { description: alias.description }),
      routingConfiguration: alias.routes.map((route) => ({ ...route })),
      updateDate: seconds(alias.updateDate),
    };
  },
};

export const listStateMachineAliases: Operation = {
  parameters: { stateMachineArn: ARN, ...PAGING },
  run(request, service) {
    const named = namedBy(request.stateMachineArn, service);
    if (named instanceof ApiError) return named;
    const { machine, version, alias } = named;
    if (alias) return apiError.stateMachineDoesNotExist(request.stateMachineArn);
    const wanted = service.machines
      .aliasesOf(machine)
      .filter(({ routes }) => !version || routes.some((route) => route.stateMachineVersionArn === version.arn));
    return page('stateMachineAliases', wanted, request, { key: ({ arn }) => arn, show: created });
  },
};

export const deleteStateMachineAlias: Operation = {
  parameters: { stateMachineAliasArn: ALIAS_ARN },
  run({ stateMachineAliasArn: arn }, { machines }) {
    const wrong = checkArn(arn, 'stateMachine');
    if (wrong) return wrong;
    // One that is not there is deleted already (recorded).
    machines.deleteAlias(arn);
    return {};
  },
};

function created({ arn, creationDate }: Alias) {
  return { creationDate: seconds(creationDate), stateMachineAliasArn: arn };
}

/** A repeated request makes no second alias. */
function isSame(alias: Alias, routes: Alias['routes'], description?: string | null): boolean {
  const spelled = (all: Alias['routes']): string =>
    JSON.stringify(all.map(({ stateMachineVersionArn, weight }) => [stateMachineVersionArn, weight]).sort());
  return spelled(alias.routes) === spelled(routes) && (alias.description ?? '') === (description ?? '');
}
