import { textWidth } from '../../core/graph/textWidth';

/** As much of a text as fits into so many px, with an ellipsis where that is not all. */
export function fittedText(text: string, fontSize: number, width: number, bold = false): string {
  if (textWidth(text, fontSize, bold) <= width) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (textWidth(`${text.slice(0, middle)}…`, fontSize, bold) <= width) least = middle;
    else most = middle - 1;
  }
  return `${text.slice(0, least).trimEnd()}…`;
}
