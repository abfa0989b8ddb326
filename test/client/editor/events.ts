import type * as vscode from 'vscode';

type Listener = (event: never) => unknown;

/** Events by name, as many as are asked for. */
export function createEvents() {
  const listeners = new Map<string, Set<Listener>>();
  return {
    on:
      (name: string): vscode.Event<never> =>
      (listener, self?: unknown) => {
        const bound: Listener = (event) => listener.call(self, event);
        const all = listeners.get(name) ?? new Set();
        listeners.set(name, all.add(bound));
        return { dispose: () => void all.delete(bound) };
      },
    fire(name: string, event: unknown): void {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(event as never);
    },
    /** The name of each event, once for each of its listeners. */
    heard: (): string[] => [...listeners].flatMap(([name, all]) => Array.from(all, () => name)),
    clear(): void {
      listeners.clear();
    },
  };
}
