/** Bytes as events carry them: in base64. */
import { phrase } from '../../core/l10n/phrase';
import { base64Of } from '../fresh';
import { matching } from '../shape';
import type { Shape } from '../shape';

export const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function base64Data(text: string): Shape<string> {
  return matching(base64Of(text), BASE64, phrase`It must be base64.`);
}
