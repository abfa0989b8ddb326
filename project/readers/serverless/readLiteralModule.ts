import path from 'node:path';
import { LiteralModule } from '../../../core/serverless';
import { LineTable } from '../../../core/syntax/lineTable';
import type { SyntaxNode } from '../../../core/syntax/tree';
import { toValue } from '../../../core/syntax/value';
import { Evaluator } from '../../code/evaluate';
import { readJavascript } from '../../code/javascriptCode';
import type { Files } from '../../files';
import { moduleFile } from '../../imports';
import { once } from '../../once';
import type { Part, PartSource } from './part';

/** Modules that one configuration imports from. */
const MOST_MODULES = 500;

/**
 * What a module exports, as far as no code has to run for it; undefined where that is nothing.
 *
 * @param folder of the service
 */
export function readLiteralModule(file: string, folder: string, files: Files): Part | undefined {
  const modules = new Map<string, LiteralModule>();
  const sources = new Map<LiteralModule, PartSource>();

  const load = (found: string): LiteralModule | undefined => {
    const known = modules.get(found);
    const text = known || modules.size >= MOST_MODULES ? undefined : files.readSource(found);
    if (text === undefined) return known;
    const module = new LiteralModule(text, {
      name: path.relative(folder, found).replaceAll(path.sep, '/'),
      imported: (specifier) => {
        const target = fileOf(specifier, found, folder, files);
        return target === undefined ? undefined : load(target);
      },
      isData: found.endsWith('.json'),
      computed: computedIn(found, text, folder),
    });
    modules.set(found, module);
    sources.set(module, sourceOf(found, text, module, sources));
    return module;
  };

  const module = load(file);
  const root = module?.whole();
  const source = module && root && sources.get(module.origins.get(root) ?? module);
  if (!source || !root) return undefined;
  const leftOut = (): Pick<Part, 'at' | 'source'>[] =>
    [...sources].flatMap(([each, of]) => [...each.leftOut].map((at) => ({ at, source: of })));
  return { raw: toValue(root), node: root, at: root.span.start, source: { ...source, leftOut } };
}

/** Texts that follow from the module alone: `__dirname.split(process.cwd())[1].substring(1)`. */
function computedIn(file: string, text: string, folder: string): (start: number) => string | undefined {
  const code = once(() => readJavascript(file, text));
  const evaluate = new Evaluator({
    folder,
    runsAt: (each) => each,
    moduleOf: () => undefined,
    classNamed: () => undefined,
    functionsNamed: (name) => code().functions.get(name) ?? [],
  });
  return (start) => {
    const expression = code().expressionAt?.(start);
    evaluate.begin();
    return expression && evaluate.text({ expression, scope: code().scope, bindings: new Map() });
  };
}

function sourceOf(
  file: string,
  text: string,
  module: LiteralModule,
  sources: ReadonlyMap<LiteralModule, PartSource>,
): PartSource {
  const lines = new LineTable(text);
  return {
    file,
    document: {
      uri: file,
      text,
      language: 'json',
      problems: [],
      positionAt: (offset) => lines.positionAt(offset),
      offsetAt: (position) => lines.offsetAt(position),
      rangeOf: (span) => lines.rangeOf(span),
    },
    originOf: (node: SyntaxNode) => {
      const origin = module.origins.get(node);
      return origin && sources.get(origin);
    },
  };
}

/** The starters have `@functions/hello` in `src/functions/hello`, whatever `tsconfig.json` says. */
function fileOf(specifier: string, from: string, folder: string, files: Files): string | undefined {
  const starters = specifier.startsWith('@')
    ? [path.resolve(folder, 'src', specifier.slice(1)), path.resolve(folder, specifier.slice(1))]
    : specifier.startsWith('src/')
      ? [path.resolve(folder, specifier)]
      : [];
  return [specifier, ...starters]
    .map((each) => moduleFile(each, from, { roots: [] }, files))
    .find((each) => each !== undefined);
}
