/** What the readers of an ItemReader share: where items go, and what they may take up. */
import type { JsonObject } from '../../json';
import type { Host } from '../host';
import type { MapItems } from './mapItems';
import type { Room } from './room';

export interface Reading {
  /** ReaderConfig without MaxItems. */
  readonly config: JsonObject;
  readonly items: MapItems;
  readonly room: Room;
  readonly host: Pick<Host, 'brotli'>;
}
