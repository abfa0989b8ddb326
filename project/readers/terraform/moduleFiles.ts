import path from 'node:path';
import { parseHcl, parseHclJson } from '../../../core/hcl';
import type { Attribute, Block, HclBody, HclProblem, ModuleFile, ModuleText } from '../../../core/hcl';
import { LineTable } from '../../../core/syntax/lineTable';
import type { Files } from '../../files';

/** Bytes. */
const LARGEST_FILE = 2 * 1024 * 1024;

export interface ReadModule extends ModuleText {
  readonly problems: readonly { readonly file: string; readonly problem: HclProblem; readonly line: number }[];
  /** Paths of files that a tool writes, and that are not here. */
  readonly generated?: readonly string[];
}

const CONFIGURATION = /\.(tf|tofu)(\.json)?$/;
const OVERRIDE = /(^|_)override\.(tf|tofu)(\.json)?$/;

/** Whether a file's name is one of Terraform's or OpenTofu's configurations. */
export function isConfiguration(name: string): boolean {
  return !name.startsWith('.') && (name.includes('.tf') || name.includes('.tofu')) && CONFIGURATION.test(name);
}

/** The files of a folder that make a module, the usual one first; OpenTofu's own stand for Terraform's of the same name. */
export function configurationsIn(folder: string, files: Files): string[] {
  const names = files.list(folder).flatMap(({ name, isFolder }) => (!isFolder && isConfiguration(name) ? [name] : []));
  const kept = names.filter((name) => !name.includes('.tf') || !names.includes(name.replace('.tf', '.tofu')));
  const rank = (name: string): number => (OVERRIDE.test(name) ? 2 : /^main\./.test(name) ? 0 : 1);
  return kept.sort((left, right) => rank(left) - rank(right)).map((name) => path.join(folder, name));
}

/** Reads a module; what override files say stands in the place of what they override. */
export function readModule(folder: string, files: Files): ReadModule | undefined {
  const problems: { file: string; problem: HclProblem; line: number }[] = [];
  const read = configurationsIn(folder, files).flatMap((file): ModuleFile[] => {
    const { text } = files.read(file, LARGEST_FILE);
    if (text === undefined) return [];
    const lines = new LineTable(text);
    const parsed = file.endsWith('.json') ? parseHclJson(text) : parseHcl(text);
    for (const problem of parsed.problems) {
      problems.push({ file, problem, line: lines.positionAt(problem.span.start).line });
    }
    return [{ path: file, body: parsed.body, lineAt: (offset) => lines.positionAt(offset).line }];
  });
  if (read.length === 0) return undefined;
  const overrides = read.filter((file) => OVERRIDE.test(path.basename(file.path)));
  const base = read.filter((file) => !overrides.includes(file));
  return { folder, files: overrides.reduce(overridden, base), problems };
}

/**
 * A module that is the text of no folder.
 *
 * @param at what its parts are said to stand at
 */
export function standInModule(
  folder: string,
  text: string,
  at = { file: path.join(folder, 'main.tf'), line: 0 },
  outputLike?: ModuleText['outputLike'],
): ReadModule {
  const { body } = parseHcl(text);
  const files = [{ path: at.file, body, lineAt: () => at.line }];
  return { folder, files, isStandIn: true, problems: [], ...(outputLike && { outputLike }) };
}

/** Source: Terraform, "Override Files": a block of the same name is merged, argument by argument. */
function overridden(base: readonly ModuleFile[], override: ModuleFile): ModuleFile[] {
  const left = new Set(override.body.blocks);
  const merged = base.map((file): ModuleFile => ({
    ...file,
    body: {
      ...file.body,
      blocks: file.body.blocks.map((block) => {
        const found = override.body.blocks.find((each) => isSame(each, block));
        if (!found || block.type === 'locals') return block;
        left.delete(found);
        return { ...block, body: mergedBody(block.body, found.body) };
      }),
    },
  }));
  const locals = [...left].filter(({ type }) => type === 'locals');
  const others = [...left].filter(({ type }) => type !== 'locals');
  const front = { ...override, body: { ...override.body, blocks: locals } };
  const rest = { ...override, body: { ...override.body, blocks: others } };
  // The first local value of a name counts.
  return [...(locals.length > 0 ? [front] : []), ...merged, rest];
}

function isSame(one: Block, other: Block): boolean {
  const names = (block: Block): string => [block.type, ...block.labels.map(({ text }) => text)].join('.');
  return names(one) === names(other);
}

function mergedBody(base: HclBody, override: HclBody): HclBody {
  const has = (attributes: readonly Attribute[], name: string): boolean =>
    attributes.some((each) => each.name === name);
  return {
    ...base,
    attributes: [...override.attributes, ...base.attributes.filter(({ name }) => !has(override.attributes, name))],
    blocks: [
      ...override.blocks,
      ...base.blocks.filter(({ type }) => !override.blocks.some((each) => each.type === type)),
    ],
  };
}
