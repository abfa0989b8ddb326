import type { ObjectNode, SyntaxNode } from '../../core/syntax/tree';
import { filesOnDisk, parseTemplate } from '../../project';
import type { Project } from '../../project';

/** The buckets that the project's templates declare, by the names that `Ref` gives them here. */
export function declaredBuckets({ stacks }: Pick<Project, 'stacks'>): ReadonlySet<string> {
  const files = filesOnDisk();
  const names = stacks.flatMap(({ files: [file] }) => {
    const read = file === undefined ? undefined : parseTemplate(file, files);
    const resources = objectAt(read?.document.root, 'Resources')?.properties ?? [];
    const ids = resources.flatMap(({ key, value }) => (isBucket(value) ? [key.value] : []));
    return ids.flatMap((id) => (read?.template ? [read.template.textOf(read.template.resolve({ Ref: id }))] : []));
  });
  return new Set(names);
}

function isBucket(resource: SyntaxNode | undefined): boolean {
  const type = valueAt(resource, 'Type');
  return type?.kind === 'string' && type.value === 'AWS::S3::Bucket';
}

function objectAt(node: SyntaxNode | undefined, name: string): ObjectNode | undefined {
  const found = valueAt(node, name);
  return found?.kind === 'object' ? found : undefined;
}

function valueAt(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return node?.kind === 'object' ? node.properties.findLast(({ key }) => key.value === name)?.value : undefined;
}
