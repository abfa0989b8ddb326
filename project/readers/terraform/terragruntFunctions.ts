/** Functions of Terragrunt's that say where something stands, or what the environment has. Source: Terragrunt, "HCL Functions". */
import path from 'node:path';
import { deepMerged, jsonOf, plain, quietly, Unknown } from '../../../core/hcl';
import type { HclMap, HclValue, Host } from '../../../core/hcl';
import { jsonText } from '../../../core/jsonText';
import { phrase } from '../../../core/l10n/phrase';
import { LOCAL_ACCOUNT } from '../../../core/template';
import { looksSecret } from '../../../core/values/secretName';
import type { Files } from '../../files';
import { foldersUp } from '../../foldersUp';
import { valuesOf } from './variables';

/** What units include from above. */
export const ROOT_NAMES = ['root.hcl', 'terragrunt.hcl'];

/** Where a function is called, and what it may ask. */
export interface CallingPlace {
  /** Absolute: the file that the call stands in. */
  readonly file: string;
  /** The unit, or what was read as one: where functions answer in what it includes, too. */
  readonly unit: string;
  /** The unit that everything is read for. */
  readonly original: string;
  readonly files: Files;
  readonly host: Host;
  /** What a person or this process's environment says of a variable. */
  readonly variable?: (name: string) => string | undefined;
  /** Of a block `include` by its label, or of the only one: absolute path of the file. */
  includePath(label: string | undefined): string | undefined;
  /** What another file of Terragrunt's says, as an object; undefined where there is no such file. */
  read(file: string): HclMap | undefined;
}

type TerragruntFunction = (values: readonly HclValue[], at: CallingPlace) => HclValue | undefined;

const textAt = (values: readonly HclValue[], index: number): string | undefined => {
  const value = values[index];
  const known = value === undefined ? undefined : plain(value);
  return typeof known === 'string' ? known : undefined;
};

const isRoot = (folder: string, files: Files): boolean => files.exists(path.join(folder, '.git'));

function repositoryOf({ unit, files }: CallingPlace): string | undefined {
  return foldersUp(path.dirname(unit), [], files).folders.find((folder) => isRoot(folder, files));
}

/** With `/`; `.` of a folder itself. */
function relative(from: string, to: string): string {
  return path.relative(from, to).split(path.sep).join('/') || '.';
}

/** The folder of what is included: where the call stands in it, that itself. */
function includedFolder(values: readonly HclValue[], at: CallingPlace): string {
  const file = at.file === at.unit ? at.includePath(textAt(values, 0)) : at.file;
  return path.dirname(file ?? at.unit);
}

const commands: TerragruntFunction = () => [];

const FUNCTIONS: { readonly [name: string]: TerragruntFunction } = {
  find_in_parent_folders: (values, { unit, files }) => {
    const name = textAt(values, 0);
    const found = inParents(unit, name === undefined ? ROOT_NAMES : [name], files);
    return found ?? values[1] ?? Unknown.mistake('find_in_parent_folders()', noneAbove(name ?? ROOT_NAMES[0]!));
  },
  read_terragrunt_config: (values, { file, read }) => {
    const name = textAt(values, 0);
    if (name === undefined) return values[0] instanceof Unknown ? values[0] : undefined;
    const found = read(path.resolve(path.dirname(file), name));
    return found ?? values[1] ?? Unknown.mistake(`read_terragrunt_config(${name})`, phrase`There is no file ${name}.`);
  },
  read_tfvars_file: (values, { file, files, host }) => {
    const name = textAt(values, 0);
    if (name === undefined) return undefined;
    // A text of JSON: whoever reads it decodes it.
    return jsonText(jsonOf(valuesOf(path.resolve(path.dirname(file), name), files, host), quietly));
  },
  get_env: (values, { variable }) => {
    const name = textAt(values, 0);
    if (name === undefined) return undefined;
    const given = variable?.(name);
    if (given !== undefined) return given;
    const why = phrase`It is a variable of the environment that deploys.`;
    return values[1] ?? Unknown.of({ key: `env:${name}`, why, ...(looksSecret(name) ? { isSecret: true } : {}) });
  },
  deep_merge: (values) =>
    values.map(plain).reduce<HclValue>((merged, value) => deepMerged(merged, value), new Map<string, HclValue>()),
  get_terragrunt_dir: (_, { unit }) => path.dirname(unit),
  get_working_dir: (_, { unit }) => path.dirname(unit),
  get_original_terragrunt_dir: (_, { original }) => path.dirname(original),
  get_parent_terragrunt_dir: (values, at) => {
    const included = at.file === at.unit ? at.includePath(textAt(values, 0)) : at.file;
    return path.dirname(included ?? inParents(at.unit, ROOT_NAMES, at.files) ?? at.unit);
  },
  path_relative_to_include: (values, at) => relative(includedFolder(values, at), path.dirname(at.unit)),
  path_relative_from_include: (values, at) => relative(path.dirname(at.unit), includedFolder(values, at)),
  get_repo_root: (_, at) => repositoryOf(at),
  get_path_from_repo_root: (_, at) => {
    const root = repositoryOf(at);
    return root === undefined ? undefined : relative(root, path.dirname(at.unit));
  },
  get_path_to_repo_root: (_, at) => {
    const root = repositoryOf(at);
    return root === undefined ? undefined : relative(path.dirname(at.unit), root);
  },
  mark_as_read: ([file]) => file,
  get_platform: () => 'linux',
  get_terraform_command: () => 'apply',
  get_terraform_cli_args: commands,
  get_terraform_commands_that_need_vars: commands,
  get_terraform_commands_that_need_locking: commands,
  get_terraform_commands_that_need_input: commands,
  get_terraform_commands_that_need_parallelism: commands,
  get_aws_account_id: () => LOCAL_ACCOUNT,
  get_aws_account_alias: () => LOCAL_ACCOUNT,
  get_aws_caller_identity_arn: () => `arn:aws:iam::${LOCAL_ACCOUNT}:user/local`,
  get_aws_caller_identity_user_id: () => 'local',
};

/** Undefined of a function that is not Terragrunt's, or that nothing here can work out, such as one that runs a program. */
export function terragruntFunction(name: string, values: readonly HclValue[], at: CallingPlace): HclValue | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]!(values, at) : undefined;
}

function noneAbove(name: string): string {
  return phrase`No folder above has ${name}.`;
}

/** The nearest file or folder of a name above a unit's own folder. */
function inParents(unit: string, names: readonly string[], files: Files): string | undefined {
  const { folders } = foldersUp(path.dirname(unit), [], files);
  return folders
    .slice(1)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((place) => place !== unit && files.exists(place));
}
