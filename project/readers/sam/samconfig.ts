/** SAM's configuration of a stack. Source: SAM, "AWS SAM CLI configuration file". */
import path from 'node:path';
import type { Json, JsonObject } from '../../../core/json';
import { isJsonObject } from '../../../core/json';
import { parseDocument, toValue } from '../../../core/syntax';
import type { Files } from '../../files';
import { parseToml } from '../../toml';

/** What it says of a stack, in one of its environments. */
export interface SamConfig {
  /** Absolute path of the file. */
  readonly file: string;
  /** As written, relative to the file's folder. */
  readonly templateFile?: string;
  readonly region?: string;
  readonly stackName?: string;
  readonly parameters: { readonly [name: string]: string };
  /** What other environments of the file give to parameters. */
  readonly others: { readonly [name: string]: readonly string[] };
  /** A JSON file with environment variables by function, relative to the file's folder. */
  readonly envVars?: string;
}

/** In the order in which SAM looks for them. */
const NAMES = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml'];

/** Commands whose parameters say something of a stack; a later one goes before those before it. */
const COMMANDS = ['global', 'validate', 'build', 'sync', 'local_start_api', 'local_invoke', 'deploy'];

/**
 * Reads the configuration beside a template.
 *
 * @param wanted `samconfig.toml#dev` or a part of it, as the settings have it
 */
export function readSamConfig(folder: string, wanted: string | undefined, files: Files): SamConfig | undefined {
  const [name, environment] = wanted?.split('#') ?? [];
  for (const each of name ? [name] : NAMES) {
    const file = path.resolve(folder, each);
    const { text } = files.read(file);
    if (text !== undefined) return samConfig(file, text, environment || 'default');
  }
  return undefined;
}

/** @param environment one of the file's, `default` where nobody has chosen */
export function samConfig(file: string, text: string, environment: string): SamConfig {
  const environments = contentsOf(file, text);
  const options = optionsOf(environments[environment]);
  const others: { [parameter: string]: string[] } = {};
  for (const [name, each] of Object.entries(environments)) {
    if (name === environment) continue;
    for (const [parameter, value] of Object.entries(overridesIn(optionsOf(each)['parameter_overrides'])))
      (others[parameter] ??= []).push(value);
  }
  const textOf = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' && value !== '' && !isPlaceholder(value) ? value : undefined;
  };
  return {
    file,
    templateFile: textOf('template_file') ?? textOf('template'),
    region: textOf('region'),
    stackName: textOf('stack_name'),
    parameters: overridesIn(options['parameter_overrides']),
    others,
    envVars: textOf('env_vars'),
  };
}

function contentsOf(file: string, text: string): JsonObject {
  if (file.endsWith('.toml')) return parseToml(text);
  const { root } = parseDocument(file, text, 'yaml');
  const value = root && toValue(root);
  return isJsonObject(value) ? value : {};
}

function optionsOf(environment: Json | undefined): JsonObject {
  const options: JsonObject = {};
  for (const command of COMMANDS) {
    const said = isJsonObject(environment) ? environment[command] : undefined;
    const parameters = isJsonObject(said) ? said['parameters'] : undefined;
    if (isJsonObject(parameters)) Object.assign(options, parameters);
  }
  return options;
}

/** `K=V K2="a b"`, `ParameterKey=K,ParameterValue=V`, a list of those, or a map. */
function overridesIn(written: Json | undefined): { [name: string]: string } {
  const entries = Array.isArray(written)
    ? written.flatMap((each) => Object.entries(overridesIn(each)))
    : isJsonObject(written)
      ? Object.entries(written).map(([name, value]): [string, string] => [name, textOfOverride(value)])
      : typeof written === 'string'
        ? overridesInText(written)
        : [];
  return Object.fromEntries(entries.filter(([, value]) => !isPlaceholder(value)));
}

function textOfOverride(value: Json): string {
  if (Array.isArray(value)) return value.map(textOfOverride).join(',');
  return isJsonObject(value) ? JSON.stringify(value) : String(value);
}

const VALUE = `("(?:[^"\\\\]|\\\\.)*"|'[^']*'|(?:\\\\.|[^\\s"'])*)`;
const LONG = new RegExp(`ParameterKey=([^\\s,]+),\\s*ParameterValue=${VALUE}`, 'g');
const SHORT = new RegExp(`(?:^|\\s)["']?([A-Za-z0-9]+)=${VALUE}`, 'g');

function overridesInText(text: string): [string, string][] {
  const pattern = /ParameterKey=/.test(text) ? LONG : SHORT;
  return [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, unquoted(value)]);
}

function unquoted(value: string): string {
  const inner = /^"([^]*)"$|^'([^]*)'$/.exec(value);
  return (inner?.[1] ?? inner?.[2] ?? value).replace(/\\(.)/g, '$1');
}

/** `<your_name>-stack` is there to be replaced. */
function isPlaceholder(value: string): boolean {
  return /<[^<>]+>/.test(value);
}
