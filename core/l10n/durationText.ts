import { phrase } from './phrase';

/** For every view of a run. A length of time as one reads it at a glance: `87 ms`, `1.4 s`, `2 min 5 s`, `3 h 12 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 999.5) return phrase`${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 59_950) return phrase`${(milliseconds / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(phrase`${minutes} min`, seconds % 60, phrase`${seconds % 60} s`);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return joined(phrase`${hours} h`, minutes % 60, phrase`${minutes % 60} min`);
  return joined(phrase`${Math.floor(hours / 24)} d`, hours % 24, phrase`${hours % 24} h`);
}

function joined(large: string, rest: number, small: string): string {
  return rest === 0 ? large : `${large} ${small}`;
}
