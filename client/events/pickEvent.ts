/** Asks for the event of a handler: one list of all that it could be called with, each of which can be edited first. */
import * as vscode from 'vscode';
import { parsedJson } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { loadEvents, type Events } from '../../events/load';
import type { Project, SampleEvent } from '../../project/project';
import { readTextFile } from '../../project/readRegularFile';
import type { ClientContext } from '../clientContext';
import { eventsFor, stem } from '../eventOrder';
import { window } from '../window';
import type { ChoiceGroup, EventChoice, EventSubject, EventText, LaunchedEvent } from './choice';
import { editEvent } from './eventDocument';
import { KeptEvents } from './keptEvents';
import { OFFERS } from './offers';
import { saveEvent } from './saveEvent';

export interface EventWish {
  readonly uri: vscode.Uri;
  /** The name of the function, where it is known. */
  readonly name: string | undefined;
  readonly noDebug: boolean;
}

/** Undefined: the person chose none. */
export async function pickEvent(
  context: ClientContext,
  { uri, name, noDebug }: EventWish,
): Promise<(LaunchedEvent & { readonly noDebug?: boolean }) | undefined> {
  const { server, extension, documents } = context;
  const [events, project, possible, callers] = await Promise.all([
    loadEvents(),
    server.request('stepwise/project', { uri: uri.toString() }),
    server.request('stepwise/possibleEvents', { uri: uri.toString() }),
    server.request('stepwise/callers', { uri: uri.toString(), name }),
  ]);
  const key = [uri.fsPath, name].filter(Boolean).join('#');
  const kept = new KeptEvents(extension.workspaceState, key);
  const called = name ?? vscode.workspace.asRelativePath(uri);
  const declared = declaredIn(project, uri, name);
  const functions = project?.functions ?? [];
  const wanted = { isFunction: true, names: [stem(uri.fsPath), ...(name ? [name] : [])], function: name };
  const elsewhere = events.eventsAmong(possible ?? [], (file) => readTextFile(file).text);
  const files = [project?.events ?? [], elsewhere].flatMap((each) => eventsFor(wanted, each, functions));
  const exportName = declared?.exportName ?? name ?? 'handler';
  const code = (await server.request('stepwise/handlerCode', { uri: uri.toString(), exportName })) ?? undefined;
  const likely = events.likelySources(code, [], events.EVENT_SOURCES);
  const subject: EventSubject = {
    ...{ key, name: called, uri, declared, likely, files, context, events, kept },
    lacking: code ? lackingAmong(files, events.missingFor(code)) : new Set(),
    use: code && events.eventUse(code),
    callers: (callers ?? []).map((each) => each.name),
  };
  const root = project?.root ?? vscode.Uri.joinPath(uri, '..').fsPath;

  for (;;) {
    const groups = (await Promise.all(OFFERS.map((offer) => offer(subject)))).flat();
    const picked = await window.showQuickPickWithButtons(itemsOf(groups), {
      title: phrase`Event of ${called}`,
      placeHolder: phrase`Choose an event, or type to search AWS's samples`,
      matchOnDescription: true,
    });
    const choice = picked?.item.choice;
    if (!choice) return undefined;
    const event = await choice.text();
    if (!event) continue;
    const isEdited = picked.isButton || choice.isDraft === true;
    if (!isEdited) {
      await remember(choice, event);
      return launched(event);
    }
    const save = (text: string, source: string | undefined): Promise<void> =>
      saveEvent(root, text, event.file === undefined ? (source ?? 'event') : stem(event.file));
    const written = await editEvent(documents, { event, name: called, noDebug, save });
    if (!written) continue;
    const edited = { text: written.text, source: event.source };
    await remember({ ...choice, isRemembered: true }, edited);
    return { ...launched(edited), ...(written.noDebug !== noDebug && { noDebug: written.noDebug }) };
  }

  async function remember({ isRemembered }: EventChoice, { text, file, source }: EventText): Promise<void> {
    if (isRemembered) await kept.remember(file === undefined ? { text, source } : { file, source });
  }
}

/** The paths of those that are events and have not all that the handler reads. */
function lackingAmong(files: readonly SampleEvent[], missingIn: ReturnType<Events['missingFor']>): Set<string> {
  const paths = files.map(({ file }) => file);
  return new Set(
    paths.filter((file) => {
      const event = parsedJson(readTextFile(file).text ?? '');
      return event !== undefined && missingIn(event).length > 0;
    }),
  );
}

function launched({ text, file, source }: EventText): LaunchedEvent {
  const input = file === undefined ? { inputText: text } : { inputFile: file };
  return { ...input, ...(source !== undefined && { eventSource: source }) };
}

interface EventItem extends vscode.QuickPickItem {
  /** Absent: it is a line between groups. */
  readonly choice?: EventChoice;
}

function itemsOf(groups: readonly ChoiceGroup[]): EventItem[] {
  const button = { iconPath: new vscode.ThemeIcon('edit'), tooltip: phrase`Edit as a document first` };
  return groups
    .filter(({ choices }) => choices.length > 0)
    .flatMap(({ title, choices }): EventItem[] => [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...choices.map((choice) => ({
        label: choice.label,
        ...(choice.description !== undefined && { description: choice.description }),
        iconPath: new vscode.ThemeIcon(choice.icon),
        ...(!choice.isDraft && { buttons: [button] }),
        choice,
      })),
    ]);
}

/** By its name, else by its file, where only one function is there. */
function declaredIn(project: Project | null | undefined, { fsPath }: vscode.Uri, name: string | undefined) {
  const functions = project?.functions ?? [];
  const named = functions.find((each) => name !== undefined && [each.name, ...each.names].includes(name));
  if (named) return named;
  const inFile = functions.filter(({ file, exportName }) => file === fsPath && (!name || exportName === name));
  return inFile.length === 1 ? inFile[0] : undefined;
}
