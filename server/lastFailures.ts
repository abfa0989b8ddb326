/** What the latest run of a file failed of, as the editor tells it. */
import type { Explanation } from '../core/interpreter/historyEvent';
import type { ToldFailure } from '../messages/languageClient';

/** Failures of a file that are kept. */
const MOST = 100;

export class LastFailures {
  private readonly byUri = new Map<string, readonly ToldFailure[]>();

  of(uri: string): readonly ToldFailure[] {
    return this.byUri.get(uri) ?? [];
  }

  /** @param params of `stepwise/failures`, from outside */
  take(params: unknown): void {
    const { uri, failures } = (params ?? {}) as { readonly uri?: unknown; readonly failures?: unknown };
    if (typeof uri !== 'string' || !Array.isArray(failures)) return;
    const known = failures.filter(isFailure).slice(-MOST);
    if (known.length > 0) this.byUri.set(uri, known);
    else this.byUri.delete(uri);
  }
}

function isFailure(value: unknown): value is ToldFailure {
  if (typeof value !== 'object' || value === null) return false;
  const { statePath, sentence, edit } = value as Partial<ToldFailure & Explanation>;
  return (
    typeof statePath === 'string' && typeof sentence === 'string' && (edit === undefined || Array.isArray(edit.at))
  );
}
