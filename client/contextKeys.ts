/** Context keys for menus and the debugger picker: does the active file hold a handler, a machine? */
import * as vscode from 'vscode';
import { languageOfFile, mayHoldHandlersByName } from '../core/handlers';
import { mayHoldDefinitionsByName } from '../core/hosts/fileNames';
import { LANGUAGES } from '../messages/ids';
import { activeUri } from './activeDefinition';
import type { ClientContext } from './clientContext';
import { setContextKey } from './contextKey';
import { mayDeclareMachines } from './declaredCodeLens';
import { isDebuggedByOthers } from './installedDebuggers';

const DEFINITION_FILE = /\.asl(\.(json|ya?ml))?$/;

interface Answer {
  readonly isHandler: boolean;
  readonly exportsFunction: boolean;
  readonly isMachine: boolean;
  readonly declaresMachine: boolean;
}

const NOTHING: Answer = { isHandler: false, exportsFunction: false, isMachine: false, declaresMachine: false };

export function registerContextKeys({ extension, server }: ClientContext): void {
  let latest = 0;
  /** What the server said last: a file seen before is known at once, so that F5 right after a click finds its debugger. */
  const known = new Map<string, Answer>();
  const set = ({ isHandler, exportsFunction, isMachine, declaresMachine }: Answer): void => {
    setContextKey('activeFileIsHandler', isHandler);
    setContextKey('activeFileExportsFunction', exportsFunction);
    setContextKey('activeFileIsMachine', isMachine);
    setContextKey('activeFileDeclaresMachine', declaresMachine);
  };
  const update = async (uri = activeUri()): Promise<void> => {
    const turn = ++latest;
    const isDebuggable = uri !== undefined && languageOfFile(uri.path) !== undefined;
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri?.toString());
    const isOfOthers = !isDebuggable && document !== undefined && isDebuggedByOthers(document.languageId);
    setContextKey('activeFileIsDebuggable', isDebuggable);
    setContextKey('activeFileIsDebuggedByOthers', isOfOthers);
    setContextKey('activeFileIsLaunchFile', uri?.path.endsWith('/launch.json') === true);
    // A server that does not answer says nothing about the file.
    set(known.get(uri?.toString() ?? '') ?? NOTHING);
    const isDefinition =
      uri !== undefined &&
      (DEFINITION_FILE.test(uri.path) || (LANGUAGES as readonly string[]).includes(document?.languageId ?? ''));
    let [isHandler, exportsFunction] = [false, false];
    let isMachine = isDefinition;
    let declaresMachine = false;
    if (uri && mayHoldHandlersByName(uri.path)) {
      const functions = await server.request('stepwise/handlers', { uri: uri.toString() });
      if (!functions) return;
      isHandler = functions.some(({ isAnnounced }) => isAnnounced);
      exportsFunction = functions.length > 0;
      // Of most sources nothing more is asked.
      if (document && mayDeclareMachines(document)) {
        const declared = await server.request('stepwise/declaredMachines', { uri: uri.toString() });
        declaresMachine = (declared?.length ?? 0) > 0;
      }
    } else if (uri && !isDefinition && mayHoldDefinitionsByName(uri.path)) {
      const machines = await server.request('stepwise/machines', { uri: uri.toString() });
      if (!machines) return;
      isMachine = machines.length > 0;
    }
    // Another file became active while the server thought about this one.
    if (turn !== latest) return;
    const answer = { isHandler, exportsFunction, isMachine, declaresMachine };
    if (uri) known.set(uri.toString(), answer);
    set(answer);
  };
  extension.subscriptions.push(
    vscode.window.tabGroups.onDidChangeTabs(() => void update()),
    vscode.window.tabGroups.onDidChangeTabGroups(() => void update()),
    // Arrives before the tab's own event.
    vscode.window.onDidChangeActiveTextEditor((editor) => void update(editor?.document.uri)),
    vscode.workspace.onDidSaveTextDocument(() => void update()),
    // A file's language is known with its text, or changed by hand.
    vscode.workspace.onDidOpenTextDocument(({ uri }) => void (uri.toString() === activeUri()?.toString() && update())),
    server.onDidStart(() => void update()),
  );
  void update();
}
