import { beginningOf, endOf, textWidth } from '../../core/graph/textWidth';

/** As much of a text as fits into so many px, with an ellipsis where that is not all. */
export function fittedText(text: string, fontSize: number, width: number, bold = false): string {
  if (textWidth(text, fontSize, bold) <= width) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (textWidth(`${text.slice(0, middle)}…`, fontSize, bold) <= width) least = middle;
    else most = middle - 1;
  }
  return `${beginningOf(text, least).trimEnd()}…`;
}

/** The first of several texts for one thing that fits whole; of the last as much as fits. */
export function fittedOf(texts: readonly string[], fontSize: number, width: number): string {
  return texts.find((text) => textWidth(text, fontSize) <= width) ?? fittedText(texts.at(-1) ?? '', fontSize, width);
}

/** As much of a name as fits, from both its ends: names that begin alike often end in what tells them apart. */
export function fittedName(name: string, fontSize: number, width: number): string {
  if (textWidth(name, fontSize, true) <= width) return name;
  let [least, most] = [0, name.length];
  const cut = (length: number): string => {
    const tail = Math.floor(length / 2);
    return `${beginningOf(name, length - tail).trimEnd()}…${endOf(name, name.length - tail).trimStart()}`;
  };
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (textWidth(cut(middle), fontSize, true) <= width) least = middle;
    else most = middle - 1;
  }
  return cut(least);
}
