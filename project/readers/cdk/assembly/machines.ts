/** The state machines of a cloud assembly. */
import { isDeepStrictEqual } from 'node:util';
import { objectOf } from '../../../../core/json';
import { phrase } from '../../../../core/l10n/phrase';
import { MappedText } from '../../../../core/syntax/mappedText';
import type { TemplateMachine } from '../../../../core/template';
import { machineNameOf } from '../../../definitionFile';
import type { ProjectMachine, ProjectProblem } from '../../../project';
import { jsonObject } from '../app';
import { triggersOf } from '../../sam/facts';
import { namesOf } from '../constructNames';
import { staticMachine } from '../static/machines';
import type { AssemblyReading } from './functionCode';
import { placesOf } from './places';
import { assetNamed } from './templates';
import type { Resource, StackTemplate } from './templates';

/** Files that definitions are kept in. */
const DEFINITION_FILES = /\.(?:asl|json|ya?ml)$/i;

type Definition = Pick<ProjectMachine, 'file' | 'mapped' | 'span'>;

export function assemblyMachines(
  template: StackTemplate,
  reading: AssemblyReading,
): { readonly machines: readonly ProjectMachine[]; readonly problems: readonly ProjectProblem[] } {
  const machines: ProjectMachine[] = [];
  const problems: ProjectProblem[] = [];
  for (const declared of template.template.machines) {
    const resource = template.resources.get(declared.logicalId);
    if (!resource) continue;
    const machine = assemblyMachine(declared, resource, template, reading);
    if ('message' in machine) problems.push(machine);
    else machines.push(machine);
  }
  return { machines, problems };
}

function assemblyMachine(
  declared: TemplateMachine,
  resource: Resource,
  template: StackTemplate,
  reading: AssemblyReading,
): ProjectMachine | ProjectProblem {
  const { logicalId, type } = declared;
  const name = declared.name ?? logicalId;
  const { source, written } = placesOf(resource, declared.span, template, reading);
  const definition = definitionOf(declared, resource, template, reading);
  if (!definition) {
    return { message: phrase`The definition of ${logicalId} is not in the assembly.`, place: source };
  }
  const substitutions = Object.fromEntries(
    Object.entries(declared.substitutions).flatMap(([key, value]) =>
      value.kind === 'absent' ? [] : [[key, template.template.textOf(value)]],
    ),
  );
  const ofFile = definition.file === template.file ? [] : [machineNameOf(definition.file)];
  return {
    name,
    aliases: [...new Set([...namesOf(name, logicalId, resource.path), ...ofFile])].filter((alias) => alias !== name),
    template: template.file,
    type,
    substitutions,
    source,
    stack: template.stack.id,
    triggers: triggersOf(declared, template) ?? [],
    from: { definition: source, substitutions: written },
    ...definition,
  };
}

/** The file that a person edits where there is one, else the template. */
function definitionOf(
  declared: TemplateMachine,
  resource: Resource,
  template: StackTemplate,
  reading: AssemblyReading,
): Definition | undefined {
  const { definition } = declared;
  const { originals, files, constructs, source } = reading;
  const frames = resource.path === undefined ? [] : template.stack.framesOf(resource.path);
  const said = (): string | undefined => {
    const [first, ...others] = constructs.find(resource.path, frames).map((each) => staticMachine(each, source));
    if (!first || first.text !== undefined || first.mapped) return undefined;
    return others.every(({ file }) => file === first.file) ? first.file : undefined;
  };
  const location = resource.properties.DefinitionS3Location;
  if (location !== undefined) {
    const asset = assetNamed(JSON.stringify(objectOf(location).Key ?? ''), template.stack);
    const copy = asset?.place;
    if (copy !== undefined && !originals.isCopy(copy)) return files.isFile(copy) ? { file: copy } : undefined;
    const text = copy === undefined ? undefined : files.read(copy).text;
    const original = said() ?? (text === undefined ? undefined : originals.fileOf(text, DEFINITION_FILES));
    const file = original ?? copy;
    return file !== undefined && (original !== undefined || text !== undefined) ? { file } : undefined;
  }
  if (!definition) return undefined;
  if ('kind' in definition) return { file: template.file, span: definition.span };
  const named = said();
  const isNamed = named !== undefined && isSource(named, definition.text, reading);
  const original = isNamed ? named : holdsLines(definition) && originals.fileOf(definition.text, DEFINITION_FILES);
  return !original ? { file: template.file, mapped: mappedOf(definition) } : { file: original };
}

/** Whether a definition says what a file says: a program may have changed it on the way, and a person the file since. */
function isSource(file: string, definition: string, { files, assembly }: AssemblyReading): boolean {
  const text = files.read(file).text;
  if (text === undefined) return false;
  const isNewer = (files.modifiedAt(file) ?? 0) > (files.modifiedAt(assembly.manifest) ?? Infinity);
  const [left, right] = [jsonObject(text), jsonObject(definition)];
  return isNewer || text === definition || (left !== undefined && isDeepStrictEqual(left, right));
}

/** A text that a person has written: what a program writes has no lines. */
function holdsLines({ text }: { readonly text: string }): boolean {
  return /^\s*\{[^]*\n/.test(text);
}

function mappedOf(definition: { readonly text: string; readonly span: { start: number; end: number } }): MappedText {
  return definition instanceof MappedText ? definition : MappedText.unmapped(definition.text, definition.span);
}
