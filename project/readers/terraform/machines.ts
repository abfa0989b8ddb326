import {
  evaluate,
  mappedJson,
  mappedTemplate,
  parseTemplateText,
  plain,
  Sourced,
  stopsInName,
  templateScope,
  Unknown,
} from '../../../core/hcl';
import type { HclMap, HclValue, ResourceInstance, Scope, TemplateExpression } from '../../../core/hcl';
import { phrase } from '../../../core/l10n/phrase';
import { MappedText } from '../../../core/syntax/mappedText';
import { machineNameOf } from '../../definitionFile';
import type { ProjectMachine, ProjectProblem } from '../../project';
import { placeOf, shortNames } from './places';
import type { Root } from './root';
import { triggersOf } from './triggers';

/** `flow.asl.json.tftpl` is a template of `flow.asl.json`. */
const TEMPLATE_ENDING = /\.(tftpl|tpl|tmpl)$/;

export interface ReadMachines {
  readonly machines: readonly ProjectMachine[];
  readonly problems: readonly ProjectProblem[];
}

/** The state machines of a root and of the modules it calls. */
export function readMachines(root: Root, stack: string): ReadMachines {
  const problems: ProjectProblem[] = [];
  const found = root.resources('aws_sfn_state_machine').filter(({ instance }) => !instance.resource.isData);
  const active = found.filter(({ inactive }) => inactive === undefined).map(({ instance }) => instance);
  const machines = found.flatMap(({ instance, inactive }): ProjectMachine[] => {
    const source = placeOf(instance, root);
    const definition = definitionOf(instance, root);
    if ('problem' in definition) {
      // What the stack does not have needs nothing.
      if (inactive === undefined) problems.push({ message: definition.problem, place: source });
      return [];
    }
    const isFile = definition.mapped === undefined;
    const aliases = [
      ...shortNames(instance, active),
      instance.address,
      ...(isFile ? [machineNameOf(definition.file.replace(TEMPLATE_ENDING, ''))] : []),
    ];
    return [
      {
        name: root.text(instance.physicalName, instance) ?? instance.resource.name,
        aliases: [...new Set(aliases)],
        template: source.file,
        type: root.quiet(instance.argument('type'))?.toUpperCase() === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
        ...definition,
        source,
        stack,
        triggers: triggersOf(instance, root),
        inactive,
        fault: root.faultOf(instance),
      },
    ];
  });
  return { machines, problems };
}

type Definition = Pick<ProjectMachine, 'file' | 'mapped' | 'substitutions' | 'isRendered'>;

function definitionOf(instance: ResourceInstance, root: Root): Definition | { readonly problem: string } {
  const name = instance.address;
  const written = instance.argument('definition');
  if (written === undefined || plainIsEmpty(written)) {
    return { problem: phrase`The state machine ${name} needs a definition.` };
  }
  const placed = placedDefinition(written, instance, root);
  if (placed) return placed;
  const value = plain(written);
  if (value instanceof Unknown && (value.isMistake || value.parts.length === 1)) {
    const [part] = value.parts;
    const why = typeof part === 'object' ? part.why : '';
    return { problem: phrase`The definition of ${name} is not known here. ${why}`.trim() };
  }
  const text = root.text(written, instance) ?? '';
  const span = instance.written('definition')?.value.span ?? instance.resource.block.span;
  return { file: instance.resource.file.path, mapped: MappedText.unmapped(text, span), substitutions: {} };
}

function plainIsEmpty(value: HclValue): boolean {
  return !(value instanceof Sourced) && (value === null || value === '');
}

/** A definition that stands in a file: as a whole, as a text, or as what `jsonencode` is given. */
function placedDefinition(
  written: HclValue,
  instance: ResourceInstance,
  root: Root,
): Definition | { readonly problem: string } | undefined {
  if (!(written instanceof Sourced)) return undefined;
  const { origin } = written;
  const fill = root.fill(instance);
  if (origin.kind === 'template') {
    const { expression, scope } = origin;
    const { text, substitutions } = mappedTemplate(expression, { scope, fill });
    return { file: scope.file, mapped: text, substitutions };
  }
  if (origin.kind === 'json') return encodedDefinition(origin.expression, origin.scope, instance, root);
  if (origin.kind !== 'file') return undefined;
  return fileDefinition(origin.path, origin.variables, instance, root);
}

function encodedDefinition(
  expression: Parameters<typeof mappedJson>[0],
  scope: Scope,
  instance: ResourceInstance,
  root: Root,
): Definition | { readonly problem: string } | undefined {
  // `jsonencode(yamldecode(file("flow.asl.yaml")))` is the file.
  if (expression.kind === 'call' && /^(yaml|json)decode$/.test(expression.name) && expression.arguments[0]) {
    const decoded = evaluate(expression.arguments[0], scope);
    return placedDefinition(decoded, instance, root);
  }
  const { text: fileText } = root.files.read(scope.file);
  if (fileText === undefined || scope.file.endsWith('.json')) return undefined;
  const meant = expression.kind === 'object' ? { expression, scope } : undefined;
  if (!meant) return undefined;
  const { text, substitutions } = mappedJson(meant.expression, fileText, { scope, fill: root.fill(instance) });
  return { file: scope.file, mapped: text, substitutions };
}

function fileDefinition(
  file: string,
  variables: HclMap | undefined,
  instance: ResourceInstance,
  root: Root,
): Definition | { readonly problem: string } {
  const { text, reason } = root.files.read(file);
  if (text === undefined) {
    return {
      problem: phrase`The definition of ${instance.address} is ${file}, which cannot be read: ${reason ?? ''}.`,
    };
  }
  if (!variables) return { file, substitutions: {} };
  const { template } = parseTemplateText(text);
  const scope = templateScope(variables, { file, host: root.host });
  if (isPlainTemplate(template, text)) {
    return { file, substitutions: substitutionsOf(template, scope, instance, root), isRendered: true };
  }
  const mapped = mappedTemplate(template, { scope, fill: root.fill(instance) });
  return { file, mapped: mapped.text, substitutions: mapped.substitutions };
}

/** Whether nothing but names and other values must be put into the file's own text. */
function isPlainTemplate({ parts }: TemplateExpression, text: string): boolean {
  return parts.every((part) => {
    if (part.kind === 'text') return part.offsets === undefined;
    if (part.kind !== 'interpolation') return false;
    return (
      !stopsInName(text.slice(0, part.span.start)) &&
      !/["{}]/.test(part.written) &&
      !text.slice(part.span.start, part.span.start + 3).endsWith('~')
    );
  });
}

function substitutionsOf(
  { parts }: TemplateExpression,
  scope: Scope,
  instance: ResourceInstance,
  root: Root,
): { [name: string]: string } {
  const substitutions: { [name: string]: string } = {};
  for (const part of parts) {
    if (part.kind !== 'interpolation' || Object.hasOwn(substitutions, part.written)) continue;
    const value = root.text(evaluate(part.expression, scope), instance);
    if (value !== undefined) substitutions[part.written] = value;
  }
  return substitutions;
}
