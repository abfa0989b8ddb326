import type * as vscode from 'vscode';
import { createEvents } from './events';

type Scope = 'globalValue' | 'workspaceValue';

/** The settings of user and workspace; what is in neither has the default that the reader names. */
export class Settings {
  /** By full name, such as `stepwise.aws.target`. */
  readonly globalValue = new Map<string, unknown>();
  readonly workspaceValue = new Map<string, unknown>();
  private readonly events = createEvents();
  readonly onDidChange = this.events.on('changed');

  get heard(): string[] {
    return this.events.heard();
  }

  reset(): void {
    this.globalValue.clear();
    this.workspaceValue.clear();
    this.events.clear();
  }

  /** As if the person had written it into their settings file. */
  set(name: string, value: unknown, scope: Scope = 'globalValue'): void {
    if (value === undefined) this[scope].delete(name);
    else this[scope].set(name, value);
    this.events.fire('changed', {
      affectsConfiguration: (section: string) => name === section || name.startsWith(`${section}.`),
    });
  }

  configuration(section?: string): vscode.WorkspaceConfiguration {
    const full = (name: string): string => (section === undefined ? name : `${section}.${name}`);
    const configuration = {
      get: (name: string, fallback?: unknown) =>
        this.workspaceValue.get(full(name)) ?? this.globalValue.get(full(name)) ?? fallback,
      has: (name: string) => this.workspaceValue.has(full(name)) || this.globalValue.has(full(name)),
      inspect: (name: string) => ({
        key: full(name),
        globalValue: this.globalValue.get(full(name)),
        workspaceValue: this.workspaceValue.get(full(name)),
      }),
      /** `target` as in VS Code: 1 or true for the user, else the workspace. */
      update: (name: string, value: unknown, target?: number | boolean) => {
        this.set(full(name), value, target === true || target === 1 ? 'globalValue' : 'workspaceValue');
        return Promise.resolve();
      },
    };
    return configuration as unknown as vscode.WorkspaceConfiguration;
  }
}
