/** In the order in which they are taken: a thing that is there and does well, then one that has come to its end. */
const HAPPY = [
  /^(?:active|available|enabled|in_?service|ready|healthy|ok)$/i,
  /^(?:succeeded|success|successful|completed?|finished|done|passed|create_complete|update_complete)$/i,
  /^(?:running|in_?progress)$/i,
];

/** Of the values that an enum has, that of something that goes well: `ACTIVE` of a table's status. Else the first. */
export function happiestOf(values: readonly string[]): string | undefined {
  for (const happy of HAPPY) {
    const found = values.find((value) => happy.test(value));
    if (found !== undefined) return found;
  }
  return values[0];
}
