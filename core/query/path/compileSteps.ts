/** The steps of a path as closures, one rule per kind of step. */
import type { Json } from '../../json';
import { isContainer, isJsonObject } from '../../json';
import { javaClassName, javaText } from '../javaText';
import { ownValue, setOwnValue } from '../ownProperties';
import { compileCondition, compileOperand } from './compileFilter';
import type { PathStep } from './pathSyntax';
import { isDefiniteStep, stepText } from './pathSyntax';
import { TAIL_FUNCTIONS } from './tailFunctions';

/** Pushes what the rest of the path selects below `model`; answers a message where that is an error. */
export type Visit = (model: Json, document: Json, values: Json[]) => string | undefined;

interface Place {
  readonly steps: readonly PathStep[];
  readonly index: number;
  /** Every step before selects one value at most: then a mismatch is an error, else it selects nothing. */
  readonly definiteBefore: boolean;
  readonly isLast: boolean;
  readonly next: Visit;
}

const PROVIDER = "'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'";

/** Compiles the steps from `from` on. */
export function compileSteps(steps: readonly PathStep[], from = 0): Visit {
  let next: Visit = (model, _document, values) => {
    values.push(model);
    return undefined;
  };
  for (let index = steps.length - 1; index >= from; index--) {
    const definiteBefore = steps.slice(0, index).every((step) => isDefiniteStep(step, false));
    const place: Place = { steps, index, definiteBefore, isLast: index === steps.length - 1, next };
    next = compileStep(steps[index]!, place);
  }
  return next;
}

function compileStep(step: PathStep, place: Place): Visit {
  switch (step.kind) {
    case 'property':
      return visitProperty(step.names, place);
    case 'wildcard':
      return visitWildcard(place);
    case 'indices':
      return visitItems(place, (length) => step.indices.map((index) => (index < 0 ? length + index : index)));
    case 'slice':
      return visitItems(place, (length) => sliceIndices(length, step.from, step.to));
    case 'deepScan':
      return visitDeep(place);
    case 'filter':
      return visitFilter(compileCondition(step.condition, compileSteps), place);
    case 'function':
      return visitFunction(
        step.name,
        step.args.map((argument) => compileOperand(argument, compileSteps)),
        place,
      );
  }
}

function visitProperty(names: readonly string[], place: Place): Visit {
  const { steps, index, definiteBefore, isLast, next } = place;
  const strict = definiteBefore && isDefiniteStep(steps[index]!, isLast);
  return (model, document, values) => {
    if (!isJsonObject(model)) return definiteBefore ? notAnObject(steps, index, model) : undefined;
    if (names.length > 1 && isLast) {
      const selected = {};
      for (const name of names) {
        const value = ownValue(model, name);
        if (value !== undefined) setOwnValue(selected, name, value);
      }
      values.push(selected);
      return undefined;
    }
    for (const name of names) {
      const value = ownValue(model, name);
      if (value === undefined) {
        if (isLast || !strict) continue;
        return `Missing property in path ${textBefore(steps, index)}['${name}']`;
      }
      const message = next(value, document, values);
      if (message !== undefined) return message;
    }
    return undefined;
  };
}

function visitWildcard({ next }: Place): Visit {
  return (model, document, values) => {
    if (!isContainer(model)) return undefined;
    for (const value of Object.values(model)) next(value, document, values);
    return undefined;
  };
}

function visitItems(place: Place, chooseIndices: (length: number) => readonly number[]): Visit {
  const { steps, index, definiteBefore, next } = place;
  return (model, document, values) => {
    if (!Array.isArray(model)) {
      if (!definiteBefore) return undefined;
      if (model === null) return `The path ${textBefore(steps, index)} is null`;
      const step = stepText(steps[index]!);
      return `Filter: ${step} can only be applied to arrays. Current context is: ${javaText(model)}`;
    }
    for (const chosen of chooseIndices(model.length)) {
      const value = model[chosen];
      if (value === undefined) continue;
      const message = next(value, document, values);
      if (message !== undefined) return message;
    }
    return undefined;
  };
}

function sliceIndices(length: number, from = 0, to = length): number[] {
  const start = Math.max(0, from < 0 ? length + from : from);
  const end = Math.min(length, to < 0 ? length + to : to);
  return Array.from({ length: Math.max(0, end - start) }, (_, offset) => start + offset);
}

/** `..`: the step after it, at every depth, outermost first. */
function visitDeep({ steps, index, next }: Place): Visit {
  const step = steps[index + 1];
  if (!step) return () => undefined;
  const afterStep = compileSteps(steps, index + 2);
  const stepIsLast = index + 2 === steps.length;
  const applies = deepPredicate(step, stepIsLast);
  const visit = (model: Json, document: Json, values: Json[]): undefined => {
    if (!isContainer(model)) return;
    if (applies(model, document)) {
      if (Array.isArray(model) && !stepIsLast) {
        // Jayway skips the step itself here and goes on with all items, whatever the index asked for.
        for (const item of model) afterStep(item, document, values);
      } else {
        next(model, document, values);
      }
    }
    for (const child of Object.values(model)) visit(child, document, values);
  };
  return visit;
}

function deepPredicate(step: PathStep, isLast: boolean): (model: Json, document: Json) => boolean {
  switch (step.kind) {
    case 'property':
      return (model) =>
        isJsonObject(model) &&
        (!isDefiniteStep(step, isLast) || step.names.every((name) => Object.hasOwn(model, name)));
    case 'indices':
    case 'slice':
      return (model) => Array.isArray(model);
    case 'wildcard':
      return () => true;
    case 'filter':
      return compileCondition(step.condition, compileSteps);
    default:
      return () => false;
  }
}

function visitFilter(accepts: (item: Json, document: Json) => boolean, place: Place): Visit {
  const { definiteBefore, next } = place;
  return (model, document, values) => {
    if (Array.isArray(model)) {
      for (const item of model) if (accepts(item, document)) next(item, document, values);
    } else if (isJsonObject(model)) {
      if (accepts(model, document)) next(model, document, values);
    } else if (definiteBefore) {
      return `Filter: [?] can not be applied to primitives. Current context is: ${javaText(model)}`;
    }
    return undefined;
  };
}

function visitFunction(name: string, args: readonly ReturnType<typeof compileOperand>[], { next }: Place): Visit {
  const tailFunction = TAIL_FUNCTIONS.get(name);
  if (!tailFunction) return () => `Function with name: ${name} does not exist.`;
  return (model, document, values) => {
    const given = args.map((arg) => arg(model, document)).filter((arg) => arg !== undefined);
    const result = tailFunction(model, given as Json[]);
    return result.found ? next(result.value, document, values) : result.message;
  };
}

/** Jayway's words for a name asked of something without names. */
export function notAnObject(steps: readonly PathStep[], index: number, model: Json): string {
  const step = stepText(steps[index]!);
  return `Expected to find an object with property ${step} in path ${textBefore(steps, index)} but found '${javaClassName(model)}'. This is not a json object according to the JsonProvider: ${PROVIDER}.`;
}

function textBefore(steps: readonly PathStep[], index: number): string {
  return `$${steps.slice(0, index).map(stepText).join('')}`;
}
