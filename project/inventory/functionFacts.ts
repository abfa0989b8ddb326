/** A function as an entry of an inventory. */
import { exportsOf, foreignRuntimeOf } from '../../core/handlers';
import { phrase } from '../../core/l10n/phrase';
import { localFunctionArn } from '../../core/template/localAddress';
import type { Files } from '../files';
import { isOtherLanguage } from '../notRunHere';
import { oncePer } from '../once';
import type { Project, ProjectFunction } from '../project';
import type { InventoryFunction } from './inventory';
import { eventFrom, lineAt, linesOf, pathFrom, placesFrom } from './place';

export function functionFacts(
  found: ProjectFunction,
  id: string,
  { root }: Project,
  files: Files,
  usedBy: readonly string[],
): InventoryFunction {
  const { inline } = found;
  return {
    ...ownFacts(found, root),
    id,
    line: lineOfExport(found, files) ?? null,
    inline: inline ? linesOf(files.read(inline.file).text ?? '', inline.code.span) : null,
    usedBy,
  };
}

/** What it says of itself; the rest, in its place, is still to be filled in. */
const ownFacts = oncePer((found: ProjectFunction, root): InventoryFunction => {
  const { inline, runtime, handler, environment, layers = [], triggers = [] } = found;
  const file = found.file ?? inline?.file ?? found.packedIn;
  const problems = [found.problem, found.fault].filter((each) => each !== undefined);
  return {
    id: '',
    names: [...new Set([found.name, ...found.names, localFunctionArn(found.name)])],
    runtime: runtime ?? null,
    runs: whyNotRun(found) === undefined,
    handler: handler ?? null,
    file: file === undefined ? null : pathFrom(root, file),
    line: null,
    export: found.exportName ?? (inline && handler?.split('.').at(-1)) ?? null,
    codeDir: pathFrom(root, found.codeDir),
    inline: null,
    env: environment,
    layers: layers.map(({ name, dir }) => ({ arn: name, dir: dir === undefined ? null : pathFrom(root, dir) })),
    timeout: found.timeout,
    memory: found.memorySize,
    events: triggers.map((trigger) => eventFrom(root, trigger)),
    active: found.inactive === undefined,
    from: placesFrom(root, found.source, found.from),
    usedBy: [],
    problems: found.inactive === undefined ? problems : [...problems, found.inactive],
  };
});

/** Why a function cannot be run here: a sentence; undefined where it can. */
export function whyNotRun({
  name,
  runtime,
  file,
  inline,
  packedIn,
  notRun,
  problem,
  fault,
}: ProjectFunction): string | undefined {
  if (notRun !== undefined) return notRun;
  const isForeign = runtime !== undefined && foreignRuntimeOf(runtime) !== undefined;
  if (isOtherLanguage(runtime) && !isForeign) {
    return phrase`Functions of the runtime ${runtime} are not run here: mock the states that call ${name}.`;
  }
  if (fault !== undefined) return fault;
  if (file !== undefined || isForeign) return undefined;
  return problem ?? (inline || packedIn !== undefined ? undefined : phrase`The function ${name} has no source file.`);
}

function lineOfExport({ file, inline, exportName, handler }: ProjectFunction, files: Files): number | undefined {
  if (file !== undefined) {
    const exported = files.keptData(`exportLines:${file}`, (noted) => {
      const text = noted.readSource(file);
      return text === undefined ? [] : exportsOf(file, text).map(({ name, line }) => ({ name, line }));
    });
    const line = exported.find(({ name }) => name === (exportName ?? 'handler'))?.line;
    return line === undefined ? undefined : line + 1;
  }
  if (!inline) return undefined;
  const wanted = exportName ?? handler?.split('.').at(-1);
  const text = files.read(inline.file).text ?? '';
  // Its language is that of its runtime; the names of either look alike enough to be tried in turn.
  const start = ['index.py', 'index.js']
    .flatMap((name) => exportsOf(name, inline.code.text))
    .find(({ name }) => name === wanted)?.start;
  return lineAt(text, start === undefined ? inline.code.span.start : inline.code.fileOffset(start));
}
