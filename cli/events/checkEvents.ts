import { jsonValue } from '../../core/jsonText';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { nodeAtPath, parseDocument, type Range } from '../../core/syntax';
import type { Events } from '../../events/load';
import type { EventSource } from '../../events';
import { EXIT, type Io } from '../io';
import { nameOf, readJsonText } from '../readText';
import { says } from '../words';
import type { Action } from './index';
import { sourceNamed } from './sampleOptions';

/** One mistake as `--format json` prints it; lines and columns are zero-based. */
interface Finding {
  readonly file: string;
  readonly range: Range;
  readonly severity: 'error';
  /** The source that the event was held against. */
  readonly source: string;
  /** Such as `$.Records[0].body`. */
  readonly path: string;
  readonly message: Phrase;
}

/** `stepwise events check FILE…`. */
export const checkEvents: Action = async (files, { options, events, refuse }, io) => {
  if (files.length === 0) return refuse(phrase`Name a file with an event, or - to read standard input.`);
  const named = options.source === undefined ? undefined : sourceNamed(options.source, events);
  if (named && 'problem' in named) return refuse(named.problem);
  const findings: Finding[] = [];
  let isUnusable = false;
  for (const file of files) {
    const found = await findingsIn(file, named, options.format === 'json', events, io);
    if ('problem' in found) {
      isUnusable = true;
      refuse(found.problem);
      continue;
    }
    findings.push(...found.findings);
    if (options.format !== 'json') tell(file, found, io);
  }
  if (options.format === 'json') io.data(JSON.stringify(findings, null, 2));
  if (isUnusable) return EXIT.unusable;
  return findings.length > 0 ? EXIT.failed : EXIT.succeeded;
};

interface Checked {
  readonly source: EventSource;
  readonly findings: readonly Finding[];
}

async function findingsIn(
  file: string,
  named: EventSource | undefined,
  isForProgram: boolean,
  { EVENT_SOURCES, recognize, mostLike, faultsOf, pathText, toldAtOnce, schemaOf }: Events,
  io: Io,
): Promise<Checked | { readonly problem: Phrase | string }> {
  const read = await readJsonText(file, io);
  if ('problem' in read) return read;
  const event = jsonValue(read.text);
  const source = named ?? recognize(event, EVENT_SOURCES);
  if (!source) return { problem: unknownSource(nameOf(file), mostLike(event, EVENT_SOURCES)) };
  const { root, rangeOf } = parseDocument(file, read.text, 'json');
  const faults = faultsOf(event, schemaOf(source));
  const findings = (isForProgram ? faults : toldAtOnce(faults)).map(({ path, message }): Finding => {
    const span = nodeAtPath(root, path)?.span ?? { start: 0, end: 0 };
    return { file, range: rangeOf(span), severity: 'error', source: source.name, path: pathText(path), message };
  });
  return { source, findings };
}

function unknownSource(name: string, nearest: EventSource | undefined): Phrase {
  return nearest
    ? phrase`${name} has too little of an event to tell its source. If it is meant for ${nearest.name}, check it with --source ${nearest.name}.`
    : phrase`${name} does not look like an event of any known source. Name its source with --source NAME.`;
}

function tell(file: string, { source, findings }: Checked, io: Io): void {
  for (const { range, path, message } of findings) {
    // People and their terminals count lines and columns from one.
    io.out(says`${file}:${range.start.line + 1}:${range.start.character + 1}: error ${path}: ${message}\n`);
  }
  io.error(
    findings.length === 0
      ? phrase`${nameOf(file)} is an event of ${source.name}: ${source.title()}.\n`
      : phrase`${nameOf(file)} was checked as an event of ${source.name}: ${source.title()}.\n`,
  );
}
