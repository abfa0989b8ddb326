/** The context keys that the manifest's `when` clauses ask for, and the one way to set them. */
import * as vscode from 'vscode';

export const CONTEXT_KEYS = {
  /** A run of a machine failed, timed out or was stopped. */
  canRedrive: 'stepwise.canRedrive',
  /** Something was run or debugged in this window. */
  hasLaunched: 'stepwise.hasLaunched',
  /** A handler that was called by itself has answered in this window. */
  hasAnswered: 'stepwise.hasAnswered',
  /** There are runs in the list. */
  hasRun: 'stepwise.hasRun',
  /** The active file holds what the project, a Task or its usual name calls a handler. */
  activeFileIsHandler: 'stepwise.activeFileIsHandler',
  /** Its language is one whose code stops at breakpoints here. */
  activeFileIsDebuggable: 'stepwise.activeFileIsDebuggable',
  /** Its code stops at none here, and another extension debugs its language. */
  activeFileIsDebuggedByOthers: 'stepwise.activeFileIsDebuggedByOthers',
  /** The active file exports a function, which can be run as a handler. */
  activeFileExportsFunction: 'stepwise.activeFileExportsFunction',
  /** The active file holds at least one machine (definition or template). */
  activeFileIsMachine: 'stepwise.activeFileIsMachine',
  /** The active file is code that declares a machine: a stack of a CDK app. */
  activeFileDeclaresMachine: 'stepwise.activeFileDeclaresMachine',
  /** The active file is a `launch.json`, where every kind of debugging is known. */
  activeFileIsLaunchFile: 'stepwise.activeFileIsLaunchFile',
  /** The list of runs has a group for each machine. */
  runsByMachine: 'stepwise.runsByMachine',
  /** A task of a run waits for a person. */
  taskWaits: 'stepwise.taskWaits',
} as const;

/** Buttons about machines, wherever the file in front has one. */
export const MACHINE_IN_FRONT =
  `${CONTEXT_KEYS.activeFileIsMachine} || ${CONTEXT_KEYS.activeFileDeclaresMachine}` as const;

export type ContextKey = keyof typeof CONTEXT_KEYS;

type OwnKey = (typeof CONTEXT_KEYS)[ContextKey];

/** A clause with a key of ours in it, or one about the language of a file or a list of ours. */
export type When =
  `${'' | `${string} ` | `${string}!`}${OwnKey}${'' | ` ${string}`}` | `resourceLangId ${string}` | `view == ${string}`;

export function setContextKey(key: ContextKey, value: boolean): void {
  void vscode.commands.executeCommand('setContext', CONTEXT_KEYS[key], value);
}
