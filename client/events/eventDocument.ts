/** An event written as a document: with the schema of its source, Run and Debug above it, and what else can be done with it. */
import { phrase } from '../../core/l10n/phrase';
import { hasPersonalTexts, withoutPersonalTexts } from '../../core/mask';
import { pretty } from '../inputPicker';
import type { JsonAction, JsonDocuments } from '../jsonDocuments';
import type { EventText } from './choice';

export interface EventRequest {
  readonly event: EventText;
  /** Of the function. */
  readonly name: string;
  /** What was asked for: saving does it. */
  readonly noDebug: boolean;
  /** Resolves to whether it was saved. */
  save(text: string, source: string | undefined): Promise<void>;
}

/** Undefined: the document was closed. */
export async function editEvent(
  documents: JsonDocuments,
  { event, name, noDebug, save }: EventRequest,
): Promise<{ readonly text: string; readonly noDebug: boolean } | undefined> {
  const { source, renew } = event;
  const run = { action: phrase`Run`, icon: 'play' };
  const debug = { action: phrase`Debug`, icon: 'debug-alt' };
  const [first, second] = noDebug ? [run, debug] : [debug, run];
  const others: JsonAction[] = [
    ...(renew ? [{ icon: 'refresh', title: phrase`New values`, act: () => renew() }] : []),
    {
      icon: 'save',
      title: phrase`Save to events/…`,
      act: async (text: string) => void (await save(text, source)),
    },
    {
      icon: 'eye-closed',
      title: phrase`Mask tokens, ARNs and addresses`,
      isOffered: hasPersonalTexts,
      act: (text: string) => Promise.resolve(withoutPersonalTexts(text)),
    },
  ];
  const written = await documents.ask({
    name: phrase`Event of ${name}`,
    text: pretty(event.text),
    folder: source,
    action: first!.action,
    icon: first!.icon,
    keepAction: second!.action,
    keepIcon: second!.icon,
    others,
    changed: (text) => event.keep?.(text),
  });
  return written && { text: written.text, noDebug: written.keep ? !noDebug : noDebug };
}
