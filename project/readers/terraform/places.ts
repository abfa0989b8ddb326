import path from 'node:path';
import type { ResourceInstance } from '../../../core/hcl';
import type { SourcePlace } from '../../project';
import type { Root } from './root';

/** Where a resource stands: of one that a stand-in makes, where its module is called. */
export function placeOf(instance: ResourceInstance, root: Root): SourcePlace {
  const { module } = instance;
  if (module.text.isStandIn && module.call) return module.call.place;
  return root.files.isFile(instance.place.file) ? instance.place : { file: root.folder, line: 0 };
}

/**
 * Short names that mean one resource of all those of its type: its label, the key of `for_each`, its address without one,
 * the module that makes it.
 */
export function shortNames(instance: ResourceInstance, all: readonly ResourceInstance[]): string[] {
  const own = namesOf(instance);
  const others = new Set(all.filter((each) => each !== instance).flatMap(namesOf));
  return own.filter((name) => !others.has(name));
}

/** The last name of the module that makes a resource, as its caller has it; empty in the root. */
export function callerOf({ module }: Pick<ResourceInstance, 'module'>): string {
  return module.call?.address.replace(/^.*module\./, '') ?? '';
}

function namesOf({ resource, module, key, address }: ResourceInstance): string[] {
  const caller = module.call?.address;
  return [
    // A unit of Terragrunt's that is nothing but a published module is called as its folder.
    ...(module.text.isStandIn ? (module.call ? [] : [path.basename(module.text.folder)]) : [resource.name]),
    ...(typeof key === 'string' ? [key] : []),
    address.replace(/\[[^\]]*\]$/, ''),
    ...(caller === undefined ? [] : [caller, callerOf({ module })]),
  ];
}
