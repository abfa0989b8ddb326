/** Where the variables of a configuration get their values: a source is a line of the table. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../../core/template';
import type { UnsetValue, ValueKey } from '../../../core/values';
import type { Json } from '../../../core/json';
import { looksSecret } from '../../../core/values/secretName';
import { GIT_FACTS } from './gitFacts';
import { finalPart, type Part } from './part';
import type { Service } from './service';

export interface VariableCall {
  readonly service: Service;
  /** Where the variable stands. */
  readonly part: Part;
  readonly parameters: readonly string[];
  readonly address?: string;
}

interface SourceOfVariables {
  /** Undefined: it has none, and what follows the comma counts. */
  value?(call: VariableCall): Part | undefined;
  /** The value where nothing follows the comma. */
  byDefault?(call: VariableCall): Part | undefined;
  /** What a person is asked for. What is given goes before any value. */
  unset?(call: VariableCall): Omit<UnsetValue, 'filler'> | undefined;
  /** Only something elsewhere knows the value: what follows the comma is a guess at it. */
  readonly isElsewhere?: boolean;
  /** It may be a map, of whose members nothing is known either. */
  readonly mayBeMap?: boolean;
  /** What to say of one that has no value. */
  missing?(call: VariableCall, written: string): string;
}

const given = (value: Json | undefined, part: Part): Part | undefined =>
  value === undefined ? undefined : finalPart(value, part);

const noValue = (_: VariableCall, written: string): string => phrase`${written} has no value.`;

const needsAws = (): string => phrase`Only AWS knows it.`;

function elsewhere(key: (call: VariableCall) => ValueKey, why: () => string, isSecret = false): SourceOfVariables {
  return {
    isElsewhere: true,
    mayBeMap: true,
    unset: (call) => ({ key: key(call), why: why(), ...(isSecret ? { isSecret } : {}) }),
  };
}

const other = (name: string, why: () => string, isSecret = false): SourceOfVariables =>
  elsewhere(({ address = '' }) => `other:${name}:${address}`, why, isSecret);

/** Secrets Manager is read through the Parameter Store too. */
const SECRET_PATH = /^\/aws\/reference\/secretsmanager\//;

export const VARIABLE_SOURCES: { readonly [type: string]: SourceOfVariables } = {
  self: {
    value: ({ service, address = '' }) =>
      service.at(...(address === '' ? [] : address.replace(NAME_OF_SERVICE, 'service').split('.'))),
    byDefault({ service, address, part }) {
      if (address === 'provider.stage') return finalPart(service.stage, part);
      return address === 'provider.region' ? finalPart(service.givenRegion ?? LOCAL_REGION, part) : undefined;
    },
    missing: noValue,
  },
  opt: {
    value: ({ service, address, part }) =>
      given(address === 'stage' ? service.givenStage : address === 'region' ? service.givenRegion : undefined, part),
    byDefault: ({ service, address, part }) =>
      given(address === 'stage' ? service.stage : address === 'region' ? LOCAL_REGION : undefined, part),
    unset: ({ address = '' }) =>
      address === 'stage' || address === 'region'
        ? undefined
        : { key: `opt:${address}`, why: phrase`It is an option of the command that deploys.` },
  },
  env: {
    value: ({ service, address = '', part }) => given(service.environment[address], part),
    unset: ({ address = '' }) => ({
      key: `env:${address}`,
      why: phrase`It is a variable of the environment that deploys.`,
      ...(looksSecret(address) ? { isSecret: true } : {}),
    }),
  },
  param: {
    value: ({ service, address = '', part }) =>
      given(service.neighbours?.parameter(address), part) ??
      service.at('stages', service.stage, 'params', address) ??
      service.at('params', service.stage, address) ??
      service.at('stages', 'default', 'params', address) ??
      service.at('params', 'default', address),
    unset: ({ address = '' }) => ({
      key: `param:${address}`,
      why: phrase`It is a parameter of the command that deploys.`,
      ...(looksSecret(address) ? { isSecret: true } : {}),
    }),
  },
  sls: {
    value: ({ service, address, part }) =>
      given(address === 'stage' ? service.stage : address === 'instanceId' ? 'local' : undefined, part),
    missing: noValue,
  },
  aws: {
    value: ({ service, address, part }) =>
      given(address === 'accountId' ? LOCAL_ACCOUNT : address === 'region' ? service.region : undefined, part),
    missing: noValue,
  },
  strToBool: {
    value: ({ parameters: [text = ''], part }) =>
      /^(true|1|false|0)$/i.test(text) ? finalPart(/^(true|1)$/i.test(text), part) : undefined,
    missing: noValue,
  },
  file: {
    value: fileValue,
    unset(call) {
      const found = call.service.file(pathIn(call));
      if ('root' in found || !found.needsToRun) return undefined;
      const behind = call.address === undefined ? '' : `:${call.address}`;
      return {
        key: `other:file(${call.parameters[0] ?? ''})${behind}`,
        why: phrase`${call.parameters[0] ?? ''} is code, and would have to run.`,
      };
    },
    missing(call, written) {
      const found = call.service.file(pathIn(call));
      return 'root' in found
        ? noValue(call, written)
        : phrase`${call.parameters[0] ?? ''} cannot be read: ${found.reason}.`;
    },
  },
  /** What a module of JavaScript or TypeScript says in no literal: FILE:LINE. */
  code: {
    isElsewhere: true,
    unset: ({ address = '' }) => ({
      key: `other:code:${address}`,
      why: phrase`It comes from code, which would have to run.`,
    }),
    missing: ({ address = '' }) => phrase`${address.replace(/:\d+$/, '')} would have to run to tell this value.`,
  },
  git: {
    value: ({ service, address = '', part }) =>
      given(Object.hasOwn(GIT_FACTS, address) ? GIT_FACTS[address]!(service.folder, service.files) : undefined, part),
    unset: ({ address = '' }) => ({ key: `other:git:${address}`, why: phrase`Only Git knows it.` }),
  },
  cf: {
    ...elsewhere(({ address = '' }) => `output:${address}`, needsAws),
    value({ service, address = '', part, parameters: [region = service.region] }) {
      const [, stack, name] = /^(.*)\.([^.]+)$/.exec(address) ?? [];
      return stack === undefined ? undefined : given(service.neighbours?.output(stack, name!, region), part);
    },
  },
  ssm: {
    isElsewhere: true,
    mayBeMap: true,
    unset({ address = '' }) {
      const path = address.replace(/~(true|false|split)$/, '');
      return SECRET_PATH.test(path)
        ? { key: `secret:${path.replace(SECRET_PATH, '')}`, why: needsAws(), isSecret: true }
        : { key: `ssm:${path}`, why: needsAws(), ...(looksSecret(path) ? { isSecret: true } : {}) };
    },
  },
  s3: other('s3', needsAws),
  output: other('output', () => phrase`It is what another service gives.`),
  terraform: other('terraform', () => phrase`Only Terraform's state knows it.`),
  vault: other('vault', () => phrase`Only Vault knows it.`, true),
  doppler: other('doppler', () => phrase`Only Doppler knows it.`, true),
};

/** The framework reads it as `service`, which may be the name itself. */
const NAME_OF_SERVICE = /^service\.name$/;

function pathIn({ service, parameters: [file = ''] }: VariableCall): string {
  return path.resolve(service.folder, file);
}

function fileValue(call: VariableCall): Part | undefined {
  const found = call.service.file(pathIn(call));
  if (!('root' in found)) return undefined;
  return call.service.follow(found.root, call.address === undefined ? [] : call.address.split('.'));
}
