import type { UnderWay } from './runtimeApi';

const NAMES = {
  timers: 'timer',
  servers: 'server',
  processes: 'process',
  sockets: 'connection',
  connections: 'new connection',
  requests: 'request',
} as const;

/** `2 timers, 1 new connection and 1 request`; undefined where there is nothing that has a name. */
export function counted(underWay: UnderWay): string | undefined {
  const all = Object.entries(NAMES).flatMap(([kind, one]) => {
    const count = underWay[kind as keyof UnderWay] ?? 0;
    if (count === 0) return [];
    return [count === 1 ? `1 ${one}` : `${count} ${one.endsWith('s') ? `${one}es` : `${one}s`}`];
  });
  return all.length === 0 ? undefined : all.join(', ').replace(/, (?!.*, )/, ' and ');
}
