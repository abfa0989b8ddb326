// The figures of a measurement, as tables.
import { readFileSync } from 'node:fs';

const LEVELS = ['output', 'history'];

/** Tables by kind, then what is known to differ and why, then the count. Gives the failures that nothing explains. */
export function report(results, { verbose = false } = {}) {
  const groups = groupBy(results, groupOf);
  const order = [...groups.keys()].sort((a, b) => place(a) - place(b));
  for (const group of order) table(group, groups.get(group));
  if (order.length > 1) table('all kinds', results);

  const failed = results.filter((result) => !result.ok);
  if (verbose) failed.forEach(tellOf);
  const unexplained = reportKnown(failed);
  console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
  return unexplained;
}

const ORDER = ['replayable', 'not replayable', 'mock', 'test_state', 'validation', 'other', 'capture'];

function place(group) {
  const index = ORDER.indexOf(group);
  return index < 0 ? ORDER.length : index;
}

function groupOf({ kind, replayable }) {
  if (kind !== 'execution') return kind;
  return replayable ? 'replayable' : 'not replayable';
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Passed of total at each level, by family. What has no history counts there as well, at its own strictest level. */
function table(title, members) {
  const width = Math.max(28, ...members.map(({ family }) => family.length)) + 2;
  const row = (name, cellOf) =>
    console.log(`  ${name.padEnd(width)}${LEVELS.map((level) => cellOf(level).padStart(14)).join('')}`);
  console.log(`\n${title.padEnd(width + 2)}${LEVELS.map((level) => level.padStart(14)).join('')}`);
  const families = [...groupBy(members, (member) => member.family)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [family, own] of families) row(family, (level) => shown(figures(own, level)));
  row('total', (level) => shown(figures(members, level)));
  row('rate', (level) => percent([figures(members, level)]));
  row('average of the families', (level) => percent(families.map(([, own]) => figures(own, level))));
}

function figures(members, level) {
  return { passed: members.filter((member) => member.levels[level] ?? member.ok).length, total: members.length };
}

function shown({ passed, total }) {
  return `${passed} / ${total}`;
}

/** The plain average of the rates. */
function percent(all) {
  const rate = all.reduce((sum, { passed, total }) => sum + passed / total, 0) / all.length;
  return `${(100 * rate).toFixed(2)} %`;
}

function tellOf({ id, kind, levels, diffs }) {
  console.log(`\n${levels.output ? 'history' : 'OUTPUT '} ${id} (${kind})`);
  for (const diff of diffs.slice(0, 6)) console.log(`    ${diff.slice(0, 700)}`);
}

/** Differences that stay, with the reason; a failure without one is a fault of ours. */
function reportKnown(failed) {
  const known = JSON.parse(readFileSync(new URL('./knownDifferences.json', import.meta.url), 'utf8'));
  const explained = new Set();
  for (const { id, kind, about, says, reason } of known) {
    const own = failed.filter(
      (result) =>
        (!id || result.id.includes(id)) &&
        (!kind || result.kind === kind) &&
        (!about || result.about === about) &&
        (!says || result.diffs.some((diff) => new RegExp(says).test(diff))),
    );
    if (own.length > 0) console.log(`\nknown: ${id ?? `${kind} ${about ?? ''}`.trim()} (${own.length}): ${reason}`);
    own.forEach((result) => explained.add(result));
  }
  return failed.filter((result) => !explained.has(result));
}
