/** The functions an expression may call: the library's, with what Step Functions adds, takes away, and we make safe. */
import jsonata from 'jsonata';
import { ABSENT_JSONATA_FUNCTIONS, JSONATA_FUNCTIONS } from '../../catalog/jsonataFunctions';
import { underTimeLimit } from '../limitedRegExp';
import { ADDED_FUNCTIONS } from './addedFunctions';
import { GROUP, group, LIST, list, replaceObjectOf } from './constructors';
import { tooLong } from './evaluationFault';
import { checkPicture } from './formatNumber';
import { runOf, type Implementation } from './jsonataRun';
import { regexMatcher } from './regexMatcher';
import { LIST_FUNCTIONS, lookup, wildcard } from './listFunctions';
import { BOX, box, ORDER, order } from './orderBy';
import type { JsonataNode } from './syntaxTree';
import { concatenated, TEXT_FUNCTIONS } from './textFunctions';
import { fixMoment, TIME_FUNCTIONS } from './timeFunctions';

/** Names that nobody can write, for what {@link replaceNodes} puts in the place of nodes. */
export const HIDDEN = {
  lookup: ' lookup',
  wildcard: ' wildcard',
  concatenation: ' concatenation',
  regex: ' regex',
  box: BOX,
  order: ORDER,
  group: GROUP,
  list: LIST,
} as const;

const ENTRY = Symbol.for('jsonata.__evaluate_entry') as unknown as string;
const EXIT = Symbol.for('jsonata.__evaluate_exit') as unknown as string;

type Environment = jsonata.Environment & { timestamp: Date };

const guardEntry = (node: JsonataNode, input: unknown, environment: Environment) => {
  const run = runOf(environment);
  if (!run.hasBegun) fixMoment(run, environment);
  replaceObjectOf(input, node);
  return run.guard.enter(node);
};
const guardExit = (node: JsonataNode, _input: unknown, environment: Environment, result: unknown) =>
  runOf(environment).guard.exit(node, result);

export function prepareLibrary(expression: jsonata.Expression): void {
  expression.assign(ENTRY, guardEntry);
  expression.assign(EXIT, guardExit);
  for (const name of Object.keys(ABSENT_JSONATA_FUNCTIONS)) expression.assign(name, undefined);
  definitions ??= defineAll();
  for (const [name, definition] of definitions) expression.assign(name, definition);
}

/** A function as the library keeps it. */
interface Definition {
  readonly _jsonata_function: true;
  readonly implementation: NativeFunction;
  readonly signature?: { readonly definition: string; validate(args: readonly unknown[], context: unknown): unknown };
}
type NativeFunction = (this: jsonata.Focus, ...args: unknown[]) => unknown;

/** What the library throws of arguments that a function does not take. */
export interface SignatureFault {
  readonly code: string;
  /** Which argument, from 1. */
  readonly index: number;
  /** Of T0412: what the items should be. */
  readonly type?: string;
}

export type Signature = (args: readonly unknown[]) => SignatureFault | 'nothing' | 'missing' | undefined;

/**
 * What the library would throw before it calls the function with such arguments where `$` means nothing; `nothing` where it would
 * take what `$` means for an argument, `missing` where one is given that is nothing.
 */
export function signatureOf(name: string): Signature | undefined {
  definitions ??= defineAll();
  const signature = definitions.find(([known]) => known === name)?.[1].signature;
  const optional = signature?.definition.split('?').length ?? 1;
  const required = parametersOf(name).length - (optional - 1);
  return (
    signature &&
    ((args) => {
      try {
        const validated = signature.validate(args, undefined) as readonly unknown[];
        if (validated[0] !== undefined) return undefined;
        return args.length < required ? 'nothing' : 'missing';
      } catch (fault) {
        return fault as SignatureFault;
      }
    })
  );
}

/** The letters of the kinds that its parameters take. */
export function parametersOf(name: string): readonly string[] {
  definitions ??= defineAll();
  const definition = definitions.find(([known]) => known === name)?.[1].signature?.definition ?? '<:';
  return definition.slice(1, definition.indexOf(':')).match(/\([a-z]+\)|[a-z]/g) ?? [];
}

let definitions: readonly (readonly [string, Definition])[] | undefined;

const OURS: { readonly [name: string]: Implementation } = {
  ...ADDED_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...TIME_FUNCTIONS,
};

/** What the library's own are asked for before they are called. */
const CHECKED: { readonly [name: string]: (library: NativeFunction) => NativeFunction } = {
  formatNumber: (library) =>
    function (value, picture, options) {
      checkPicture(value as number, picture as string, options as { [name: string]: unknown });
      return library.call(this, value, picture, options);
    },
  // They make regular expressions of pictures.
  toMillis: inTime,
  parseInteger: inTime,
};

/** Milliseconds that the reading of one text may keep the thread: any that a person means takes a fraction of one. */
const LONGEST_READING = 150;
/** Shorter texts are read in no time after any picture. */
const SHORT_TEXT = 20;

function inTime(library: NativeFunction): NativeFunction {
  return function (...args) {
    if (typeof args[0] !== 'string' || args[0].length < SHORT_TEXT) return library.apply(this, args);
    const outcome = underTimeLimit(() => library.apply(this, args), LONGEST_READING);
    if (!outcome) throw tooLong();
    return outcome.done;
  };
}

function defineAll(): readonly (readonly [string, Definition])[] {
  const own = jsonata('1');
  for (const [name, [implementation, signature]] of Object.entries(OURS)) {
    own.registerFunction(name, implementation, signature);
  }
  own.registerFunction(HIDDEN.lookup, lookup);
  own.registerFunction(HIDDEN.wildcard, wildcard);
  own.registerFunction(HIDDEN.concatenation, concatenated);
  own.registerFunction(HIDDEN.regex, regexMatcher);
  own.registerFunction(HIDDEN.box, box);
  own.registerFunction(HIDDEN.order, order);
  own.registerFunction(HIDDEN.group, group);
  own.registerFunction(HIDDEN.list, list);
  const found: [string, Definition][] = [];
  // The library shows its functions to nobody but an expression; what it evaluates first, it evaluates at once.
  own.assign(ENTRY, (_node: unknown, _input: unknown, environment: Environment) => {
    for (const name of [...JSONATA_FUNCTIONS.map((spec) => spec.name), ...Object.values(HIDDEN)]) {
      found.push([name, counted(name, environment.lookup(name) as Definition)]);
    }
  });
  void own.evaluate(undefined);
  return found;
}

/** Counts as work what the function is given, also where another function calls it for each item of a list. */
function counted(name: string, definition: Definition): Definition {
  const library = CHECKED[name]?.(definition.implementation) ?? definition.implementation;
  const { length } = definition.implementation;
  const implementation: NativeFunction = function (...args) {
    let items = ITEMS_OF_A_CALL;
    for (const argument of args) {
      if (typeof argument === 'string' || Array.isArray(argument)) items += argument.length;
    }
    const turn = runOf(this.environment).guard.workOnItems(items);
    return turn ? turn.then(() => library.apply(this, args)) : library.apply(this, args);
  };
  // The library asks a function how many parameters it has, and reads their names from its text.
  const parameters = Array.from({ length }, (_, index) => `p${index}`).join(', ');
  Object.defineProperties(implementation, {
    length: { value: length },
    toString: { value: () => `function(${parameters}) {}` },
  });
  return { ...definition, implementation };
}

/** A call costs about as much as a node. */
const ITEMS_OF_A_CALL = 50;
