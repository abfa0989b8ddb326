/**
 * serverless-dotenv-plugin: what `.env` files say is the environment of all functions. Source: the plugin's README
 * (`path`, `basePath`, `include`, `exclude`).
 */
import path from 'node:path';
import { variablesOfFile } from '../../dotenv';
import type { ProjectFunction } from '../../project';
import type { Service } from './service';

export type DotenvVariables = Required<Pick<ProjectFunction, 'environment' | 'from'>>;

const NONE: DotenvVariables = { environment: {}, from: {} };

/** Each function has them, and the files are read once. */
const known = new WeakMap<Service, DotenvVariables>();

export function dotenvVariables(service: Service): DotenvVariables {
  const found = known.get(service) ?? readVariables(service);
  known.set(service, found);
  return found;
}

function readVariables(service: Service): DotenvVariables {
  if (!service.hasPlugin('serverless-dotenv-plugin')) return NONE;
  const stage = service.givenStage ?? 'development';
  const before = service.textAt('custom', 'dotenv', 'basePath') ?? '';
  const named = textsAt(service, 'path');
  const usual = [`.env.${stage}.local`, `.env.${stage}`, '.env.local', '.env'].map((name) => before + name);
  let found = NONE;
  for (const name of named.length > 0 ? named : usual) {
    const file = path.resolve(service.folder, name);
    const { text } = service.files.read(file);
    if (text === undefined) continue;
    const { environment, from } = variablesOfFile(file, text);
    // What an earlier file says counts.
    found = { environment: { ...environment, ...found.environment }, from: { ...from, ...found.from } };
  }
  const include = textsAt(service, 'include');
  const exclude = textsAt(service, 'exclude');
  const isAll = include.length === 0 || include.includes('*');
  const isPassed = (name: string): boolean => (isAll ? !exclude.includes(name) : include.includes(name));
  const kept = Object.entries(found.environment).filter(([name]) => isPassed(name));
  return { environment: Object.fromEntries(kept), from: found.from };
}

/** A text, or a list of them. */
function textsAt(service: Service, name: string): string[] {
  const at = service.at('custom', 'dotenv', name);
  const single = service.text(at);
  return single === undefined ? service.items(at).flatMap((item) => service.text(item) ?? []) : [single];
}
