/** @returns {Map<string, any[]>} in the order of their first */
export function groupBy(list, key) {
  const groups = new Map();
  for (const each of list) {
    const name = key(each);
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return groups;
}
