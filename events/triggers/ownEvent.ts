import type { Json, JsonObject } from '../../core/json';
import type { Texts } from '../parameters';

export interface OwnEvent {
  /** The name of the source. */
  readonly source: string;
  /** The trigger's own values. */
  readonly texts: Texts;
  /** What is sent in place of the source's event: the `Input` of a target. */
  readonly input?: Json;
}

/** The types of triggers in the words of one kind of deployment file. Undefined: nothing is known of such a one. */
export interface TriggerWords {
  readonly [type: string]: (properties: JsonObject, target: JsonObject) => OwnEvent | undefined;
}
