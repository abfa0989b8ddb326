import type { Json } from '../../json';
import { isAttributeValue } from './attributeValue';
import { happiestOf } from './happiest';
import type { Member, Shape } from './serviceTable';
import { tellsOfFailure } from './toldOfFailure';

/** Levels of structures below the output's own that a sample has. */
const DEEPEST = 3;
/** Members of one structure. */
const MOST = 8;

/** Says that there is more to ask for: who takes a sample for an answer would ask for ever. */
const OF_PAGING =
  /^(next\w*(token|marker|key)|marker|position|(continuation|pagination)token|lastevaluated\w+|is\w*truncated|hasmore\w*)$/i;

/** An answer in the shape of an action's output, to start from: each thing once, the first members. Everything has gone well. */
export function sampleOutput(shape: Shape | undefined, depth = 0): Json {
  switch (shape?.kind) {
    case undefined:
    case 'document':
      return {};
    case 'structure': {
      if (depth > DEEPEST) return {};
      const all = [...shape.members.values()].filter(
        (member) => (depth > 0 || !OF_PAGING.test(member.name)) && !isWithoutFailure(member),
      );
      const members = all.slice(0, shape.union || isAttributeValue(shape) ? 1 : MOST);
      return Object.fromEntries(
        members.map(({ name, type }) => [name, tellsOfFailure(name) ? noneOf(type) : sampleOutput(type, depth + 1)]),
      );
    }
    case 'list':
      return depth > DEEPEST ? [] : [sampleOutput(shape.of, depth + 1)];
    case 'map':
      // An attribute without a type is none.
      return depth > DEEPEST || (depth === DEEPEST && isAttributeValue(shape.values))
        ? {}
        : { key: sampleOutput(shape.values, depth + 1) };
    case 'enum':
      return happiestOf(shape.values) ?? '';
    case 'string':
    case 'blob':
      return 'text';
    case 'boolean':
      return true;
    case 'timestamp':
      return '2026-01-01T00:00:00Z';
    default:
      return 0;
  }
}

/** What is absent where nothing has failed. */
function isWithoutFailure({ name, type: { kind } }: Member): boolean {
  return tellsOfFailure(name) && kind !== 'list' && kind !== 'map';
}

/** Code may count it, and Python's reads it without asking whether it is there. */
function noneOf({ kind }: Shape): Json {
  return kind === 'list' ? [] : {};
}
