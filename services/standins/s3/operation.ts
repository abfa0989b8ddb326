/** What operations of S3 have in common. */
import type { Members, Value } from '../../wire';
import { ServiceFault, type StandInContext } from '../standIn';
import type { ObjectStore } from './objectStore';

export type Context = StandInContext<ObjectStore>;
export type Operation = (input: Members, context: Context) => Promise<Members>;

export function text(value: Value): string {
  return typeof value === 'string' ? value : '';
}

export function fault(name: string, message: string, status: number): ServiceFault {
  return new ServiceFault({ name, message, status });
}
