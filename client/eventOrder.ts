/** Which sample events a machine or a handler is offered, and in what order: a folder of `events/` named after one of them is its own. */
import path from 'node:path';
import { saysNothing } from '../core/handlers/fileNames';
import type { ProjectFunction, SampleEvent } from '../project/project';

type Named = Pick<ProjectFunction, 'names' | 'name' | 'file' | 'exportName'>;

/**
 * @param subject what is run: a name, or the path of its file
 * @returns its own events, then those of nobody in particular; what another function's folder holds comes last, and for a
 * machine not at all
 */
export function eventsFor(
  subject: { readonly names: readonly string[]; readonly function?: string; readonly isFunction?: boolean },
  events: readonly SampleEvent[],
  functions: readonly Named[],
): SampleEvent[] {
  const wanted = functions.find(({ name, names }) => [name, ...names].includes(subject.function ?? ''));
  const own = new Set([...subject.names, ...(wanted ? namesOf(wanted) : [])].map(plain).filter(Boolean));
  const others = new Set(functions.flatMap(namesOf).map(plain).filter(Boolean));
  const ranked = events.map((event) => ({ event, rank: rank(plain(event.label.split('/')[0]!), event) }));
  return (subject.isFunction ? [0, 1, 2] : [0, 1]).flatMap((wantedRank) =>
    ranked.filter((each) => each.rank === wantedRank).map(({ event }) => event),
  );

  function rank(folder: string, { label }: SampleEvent): number {
    if (!label.includes('/')) return own.has(folder) ? 0 : 1;
    if (own.has(folder)) return 0;
    return others.has(folder) ? 2 : 1;
  }
}

function namesOf({ name, names, file, exportName }: Named): string[] {
  return [name, ...names, ...(file ? [stem(file)] : []), ...(exportName ? [exportName] : [])];
}

/** `charge-card.ts` → `charge-card`; an index file is known by its folder. */
export function stem(file: string): string {
  const base = path.basename(file).replace(/\..*$/, '');
  return saysNothing(base) || base === 'template' ? path.basename(path.dirname(file)) : base;
}

/** `ChargeCardFunction`, `charge-card` and `charge_card` are the same to a person. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(?:lambda|function|handler|statemachine|workflow)+$/, '');
}
