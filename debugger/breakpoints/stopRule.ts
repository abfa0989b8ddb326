/** What all breakpoints have in common: a condition, a hit count, words to write instead of a stop. */
import type { PausePoint } from '../../core/interpreter/host';
import type { QueryLanguage } from '../../core/model/machine';
import { isPromise, type MaybePromise } from '../../core/query';
import { readCondition, readLogMessage } from '../expression';
import { parseHitCondition } from './hitCondition';

export interface RuleRequest {
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}

interface Problem {
  readonly problem: string;
}

/** Condition and message, read in the language of a state. */
interface Reading {
  readonly holds?: (point: PausePoint, log: (text: string) => void) => MaybePromise<boolean>;
  readonly text?: (point: PausePoint) => MaybePromise<string>;
}

export class StopRule {
  private hits = 0;
  private readonly readings = new Map<QueryLanguage, Reading | Problem>();

  private constructor(
    readonly id: number,
    private readonly request: RuleRequest,
    private readonly reaches: (hits: number) => boolean,
  ) {}

  /**
   * A sentence where something of the request cannot be read.
   * @param languages of the states it stands on, as far as they are known
   */
  static read(id: number, request: RuleRequest, languages: Iterable<QueryLanguage>): StopRule | Problem {
    const { hitCondition } = request;
    const reaches = hitCondition?.trim() ? parseHitCondition(hitCondition) : () => true;
    if ('problem' in reaches) return reaches;
    const rule = new StopRule(id, request, reaches);
    for (const language of languages) {
      const reading = rule.readIn(language);
      if ('problem' in reading) return reading;
    }
    return rule;
  }

  /** A run begins: its hits are counted from the first. */
  reset(): void {
    this.hits = 0;
  }

  /** Counts the hit. A rule with words writes them and stops nobody; a condition that fails stops and says so. */
  stopsAt(point: PausePoint, log: (text: string) => void): MaybePromise<boolean> {
    const reading = this.readIn(point.state.queryLanguage);
    if ('problem' in reading) {
      log(reading.problem);
      return true;
    }
    const holds = reading.holds?.(point, log) ?? true;
    const counted = (value: boolean): MaybePromise<boolean> => value && this.counted(reading, point, log);
    return isPromise(holds) ? holds.then(counted) : counted(holds);
  }

  private counted({ text }: Reading, point: PausePoint, log: (text: string) => void): MaybePromise<boolean> {
    this.hits += 1;
    if (!this.reaches(this.hits)) return false;
    if (!text) return true;
    const words = text(point);
    if (isPromise(words)) return words.then((written) => (log(written), false));
    log(words);
    return false;
  }

  private readIn(language: QueryLanguage): Reading | Problem {
    let reading = this.readings.get(language);
    if (!reading) this.readings.set(language, (reading = read(this.request, language)));
    return reading;
  }
}

function read({ condition, logMessage }: RuleRequest, language: QueryLanguage): Reading | Problem {
  const decision: Reading | Problem = condition?.trim() ? readCondition(condition, language) : {};
  if ('problem' in decision) return decision;
  const message: Reading | Problem = logMessage ? readLogMessage(logMessage, language) : {};
  return 'problem' in message ? message : { ...decision, ...message };
}
