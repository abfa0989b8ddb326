import { phrase } from '../l10n/phrase';
import { hasPlaceholder } from '../syntax/tree';
import { jsonataSource } from '../query';
import type { Rule } from './rule';

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))$/;

/**
 * A timestamp must follow RFC 3339, with a capital T and Z or an offset: `2030-01-31T08:00:00Z`. The date must exist.
 *
 * Source: States Language, "Timestamps"; recorded refusal "String does not match RFC3339 timestamp".
 */
export const timestampFormat: Rule = {
  code: 'timestamp-format',
  severity: 'error',
  check({ fields }, report) {
    for (const { spec, value, object } of fields) {
      if (spec.value !== 'timestamp' || value.kind !== 'string' || hasPlaceholder(value.value)) continue;
      if (spec.jsonata && object.queryLanguage === 'JSONata' && jsonataSource(value.value)) continue;
      if (!isTimestamp(value.value)) {
        report(value, phrase`Not a valid RFC 3339 timestamp: write it like "2030-01-31T08:00:00Z".`);
      }
    }
  },
};

function isTimestamp(text: string): boolean {
  const parts = RFC3339.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth) return false;
  return hour < 24 && minute < 60 && second <= 60 && Number(parts[9] ?? 0) < 24 && Number(parts[10] ?? 0) < 60;
}
