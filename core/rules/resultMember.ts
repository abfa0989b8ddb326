import { callName, writtenMember } from '../catalog/services/calledOperation';
import type { Shape } from '../catalog/services/serviceTable';
import { pathsIn } from '../facts/expressions';
import type { MachineFacts } from '../facts/machineFacts';
import { insideLists, serviceResult, stepInto, type ServiceResult } from '../facts/serviceResults';
import { phrase, type Phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { PathStep } from '../query';
import { valueOf } from '../syntax/value';
import { nearestName, suggestionText } from './didYouMean';
import type { Report, Rule } from './rule';

/**
 * The answer of the service that the task calls has no such member by AWS’s models: in JSONPath the execution fails there, in
 * JSONata the expression gives no value. Names that differ in case alone are not reported.
 *
 * Source: AWS’s models, on the day that is named.
 */
export const resultMember: Rule = {
  code: 'result-member',
  severity: 'warning',
  check(context, report) {
    const { services } = context.options;
    if (!services) return;
    checkPaths(context, services, report);
    checkExpressions(context, services, report);
  },
};

type Services = Parameters<typeof serviceResult>[1] & object;

function checkPaths({ paths }: MachineFacts, services: Services, report: Report): void {
  for (const use of paths) {
    const { state, owner, node } = use.field.object;
    const field = use.field.spec.name;
    // What Assign reads is what ResultSelector has made, where there is one.
    const isResult = field === 'ResultSelector' || (field === 'Assign' && !valueOf(node, 'ResultSelector'));
    const result = owner === 'Task' && isResult ? serviceResult(state, services) : undefined;
    if (!result) continue;
    for (const { path, offset, length } of pathsIn(use)) {
      if (path.root.kind !== 'input') continue;
      const message = faultOfPath(path.steps, result, services.date);
      if (message) report(use.node, message, { part: { offset, length } });
    }
  }
}

function faultOfPath(steps: readonly PathStep[], result: ServiceResult, date: string): Phrase | undefined {
  let shape: Shape | undefined = result.shape;
  for (const step of steps) {
    if (step.kind === 'property') {
      if (step.names.length > 1) return undefined;
      const next = follow(shape, step.names[0]!, result, date);
      if (typeof next !== 'object') return next;
      ({ shape } = next);
    } else if (shape.kind === 'list' && step.kind !== 'deepScan' && step.kind !== 'function') {
      shape = shape.of;
    } else return undefined;
  }
  return undefined;
}

function checkExpressions({ expressions }: MachineFacts, services: Services, report: Report): void {
  for (const { node, offset, read, field } of expressions) {
    const { owner, state } = field.object;
    if (isQueryProblem(read) || owner !== 'Task') continue;
    for (const reference of read.states) {
      if (reference.name !== 'result') continue;
      const result = serviceResult(state, services);
      const message = result && faultOfNames(reference.steps.slice(1), result, services.date);
      if (message) report(node, message, { part: { offset: offset + reference.offset, length: reference.length } });
    }
  }
}

function faultOfNames(names: readonly string[], result: ServiceResult, date: string): Phrase | undefined {
  let shape: Shape | undefined = result.shape;
  for (const name of names) {
    const next = follow(insideLists(shape)!, name, result, date);
    if (typeof next !== 'object') return next;
    ({ shape } = next);
  }
  return undefined;
}

/** The shape that a name leads to; what is wrong; undefined where nothing is known any more. */
function follow(
  shape: Shape,
  name: string,
  { called }: ServiceResult,
  date: string,
): { shape: Shape } | Phrase | undefined {
  const step = stepInto(shape, name, called);
  if (step.kind === 'known') return step;
  if (step.kind === 'unknown') return undefined;
  const near = nearestName(
    name,
    step.members.map((member) => writtenMember(called, member.name)),
  );
  return phrase`The answer of "${callName(called)}" has no member "${name}" in AWS’s models of ${date}.${suggestionText(near)}`;
}
