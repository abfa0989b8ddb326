import type { ObjectNode, SyntaxNode } from '../../core/syntax/tree';
import { filesOnDisk, parseTemplate } from '../../project';
import type { Project } from '../../project';

/** The buckets that the project's templates declare, by the names that `Ref` gives them here. */
export function declaredBuckets({ stacks }: Pick<Project, 'stacks'>): ReadonlySet<string> {
  const files = filesOnDisk();
  const names = stacks.flatMap(({ files: [file] }) => {
    const root = file === undefined ? undefined : parseTemplate(file, files)?.document.root;
    return objectAt(root, 'Resources')?.properties.flatMap(({ key, value }) => bucketName(key.value, value)) ?? [];
  });
  return new Set(names);
}

/** A name that is put together of parameters is not known: its folder says that the bucket is there. */
function bucketName(logicalId: string, resource: SyntaxNode | undefined): string[] {
  const type = valueAt(resource, 'Type');
  if (type?.kind !== 'string' || type.value !== 'AWS::S3::Bucket') return [];
  const name = valueAt(objectAt(resource, 'Properties'), 'BucketName');
  return name?.kind === 'string' ? [name.value] : [logicalId];
}

function objectAt(node: SyntaxNode | undefined, name: string): ObjectNode | undefined {
  const found = valueAt(node, name);
  return found?.kind === 'object' ? found : undefined;
}

function valueAt(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return node?.kind === 'object' ? node.properties.findLast(({ key }) => key.value === name)?.value : undefined;
}
