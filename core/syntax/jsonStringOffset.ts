/**
 * Maps an index into a JSON string's value to the offset of that character in the text. Without escapes
 * the two run in parallel, which is nearly always so; with them the escapes are counted when first asked.
 *
 * @param start offset of the opening quote
 * @param end offset behind the string
 */
export function jsonStringOffset(
  text: string,
  start: number,
  end: number,
  valueLength: number,
): (index: number) => number {
  const first = start + 1;
  if (end - start - 2 <= valueLength) return (index) => first + Math.max(0, Math.min(index, valueLength));
  let offsets: number[] | undefined;
  return (index) => {
    offsets ??= escapedOffsets(text, first, valueLength);
    return offsets[Math.max(0, Math.min(index, valueLength))] ?? end - 1;
  };
}

function escapedOffsets(text: string, first: number, valueLength: number): number[] {
  const offsets: number[] = [];
  let offset = first;
  for (let index = 0; index <= valueLength; index++) {
    offsets.push(offset);
    if (text.charAt(offset) !== '\\') offset += 1;
    else offset += text.charAt(offset + 1) === 'u' ? 6 : 2;
  }
  return offsets;
}
