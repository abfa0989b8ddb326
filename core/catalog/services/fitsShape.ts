import type { Shape } from './serviceTable';

/** What JSON calls a value that is not null. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean';

/** Whether a value may be an argument of that shape. Where AWS may still make the one of the other, it may. @param text of a text */
export function fitsShape(kind: JsonKind, text: string, shape: Shape): boolean {
  switch (shape.kind) {
    case 'structure':
    case 'map':
      return kind === 'object';
    case 'list':
      return kind === 'array';
    case 'string':
      // JSON becomes its text: `Detail` of an event, `Output` of a task.
      return kind === 'string' || kind === 'object' || kind === 'array';
    case 'enum':
      return kind === 'string';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return kind === 'number' || (kind === 'string' && text.trim() !== '' && !Number.isNaN(Number(text)));
    case 'boolean':
      return kind === 'boolean' || (kind === 'string' && /^(?:true|false)$/i.test(text));
    case 'timestamp':
      // Every form of a time that a service reads has a digit.
      return kind === 'number' || (kind === 'string' && /\d/.test(text));
    case 'blob':
    case 'document':
      return true;
  }
}
