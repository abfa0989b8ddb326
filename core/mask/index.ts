export { hasPersonalTexts, withoutPersonalTexts } from './personalTexts';
export { HistoryMask } from './historyMask';
export { MASKED, NO_MASK, readMask } from './mask';
export type { Mask, ReadMask } from './mask';
export { maskedHistoryText } from './maskedHistoryText';
