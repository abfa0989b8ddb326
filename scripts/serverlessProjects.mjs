/**
 * Packages the projects of test/fixtures/projects with osls, the maintained Serverless Framework 3, and says where our
 * inventories differ from what it makes of them. Into `serverless-packaged` it writes what it leaves behind.
 *
 *     node scripts/serverlessProjects.mjs [FOLDER for the tools; default: a temporary one]
 *
 * Takes the npm registry and nothing else of the network: layers and values of AWS would, and are left out.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const TOOLS = ['osls@4.3.1', 'serverless-step-functions@3.31.2'];
const COMPARED = ['serverless-inline', 'serverless-files', 'serverless-resources', 'serverless-packaged'];
const COMPILED = '.serverless/cloudformation-template-update-stack.json';
const projects = path.resolve(import.meta.dirname, '../test/fixtures/projects');

const given = process.argv[2];
const tools = given ? path.resolve(given) : mkdtempSync(path.join(os.tmpdir(), 'stepwise-osls-'));
const environment = {
  PATH: process.env.PATH,
  HOME: tools,
  SLS_TELEMETRY_DISABLED: '1',
  SLS_NOTIFICATIONS_MODE: 'off',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
};

if (!existsSync(path.join(tools, 'node_modules/osls'))) {
  mkdirSync(tools, { recursive: true });
  writeFileSync(path.join(tools, 'package.json'), '{ "private": true }');
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', ...TOOLS];
  execFileSync('npm', install, { cwd: tools, stdio: 'inherit' });
}

let differences = 0;
for (const name of COMPARED) {
  const folder = path.join(tools, name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(projects, name), folder, { recursive: true });
  const file = path.join(folder, 'serverless.yml');
  if (existsSync(file)) writeFileSync(file, withoutNetwork(readFileSync(file, 'utf8')));
  const missing = path.join(folder, 'machines/all.yml');
  if (existsSync(missing)) writeFileSync(missing, withoutNetwork(readFileSync(missing, 'utf8')));
  const osls = path.join(tools, 'node_modules/osls/bin/serverless.js');
  const packaged = spawnSync(process.execPath, [osls, 'package'], { cwd: folder, env: environment, encoding: 'utf8' });
  if (packaged.status !== 0) throw new Error(`${name}: ${packaged.stdout}${packaged.stderr}`);
  const compiled = JSON.parse(readFileSync(path.join(folder, COMPILED), 'utf8'));
  if (name === 'serverless-packaged') keep(name, compiled);
  const inventory = JSON.parse(readFileSync(path.join(projects, name, 'inventory.json'), 'utf8'));
  const found = differencesOf(compiled.Resources, inventory);
  differences += found.length;
  console.log(`${name}: ${found.length === 0 ? 'as osls has it' : found.join('\n  ')}`);
}
if (!given) rmSync(tools, { recursive: true, force: true });
process.exitCode = differences > 0 ? 1 : 0;

/** Without what needs AWS, a plugin that is not installed, or a file that is missing on purpose. */
function withoutNetwork(text) {
  return text
    .replace("frameworkVersion: '3'\n", '')
    .replace('  - serverless-esbuild\n', '')
    .replace(/^layers:\n(?: .*\n)+/m, '')
    .replace('      - !Ref SharedLambdaLayer\n', '')
    .replace(/^ {4}Unrelated:\n(?: {6}.*\n)+/m, '')
    .replace(/^custom: \$\{file\(\.\.\/base\.yml\).*$/m, 'plugins: [serverless-step-functions]')
    .replace(/^ +LEVEL: .*\n/m, '')
    .replace(/^ {2}gone:\n.*\n/m, '');
}

/** What changes at each packaging, and where this machine put it, is no part of the project. */
function keep(name, compiled) {
  const text = JSON.stringify(compiled, null, 2)
    .replace(/\d{13}-[\d-]+T[\d:.]+Z/g, '0000000000000-2020-01-01T00:00:00.000Z')
    .replace(/(LambdaVersion)\w+/g, '$1Hash')
    .replace(/("CodeSha256": )".*"/g, '$1"hash"');
  mkdirSync(path.join(projects, name, '.serverless'), { recursive: true });
  writeFileSync(path.join(projects, name, COMPILED), `${text}\n`);
}

function differencesOf(resources, inventory) {
  const differences = [];
  const addresses = new Map();
  for (const { names } of inventory.functions)
    for (const each of names) addresses.set(each, `arn:aws:lambda:us-east-1:123456789012:function:${names[0]}`);
  for (const [id, { Type: type, Properties: properties }] of Object.entries(resources)) {
    if (type === 'AWS::Lambda::Function') {
      const ours = inventory.functions.find(
        ({ names }) => names.includes(id) && names.includes(properties.FunctionName),
      );
      if (!ours) differences.push(`no function ${id} (${properties.FunctionName})`);
      else compareFunction(id, properties, ours, differences);
    }
    if (type === 'AWS::StepFunctions::StateMachine') {
      const ours = inventory.machines.find(({ names }) => names.includes(id));
      if (!ours) differences.push(`no machine ${id}`);
      else if (properties.StateMachineName !== undefined && ours.names[0] !== properties.StateMachineName)
        differences.push(`${id} is called ${properties.StateMachineName}, not ${ours.names[0]}`);
      if (ours?.definition) compareDefinition(id, properties.DefinitionString, ours.definition, addresses, differences);
    }
  }
  return differences;
}

function compareFunction(id, properties, ours, differences) {
  const theirs = properties.Environment?.Variables ?? {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours.environment)])) {
    // What stands for a resource here is for tests of ours, and so is what nobody gives.
    if (ours.environment[key]?.startsWith('stepwise-unset-')) continue;
    if (typeof theirs[key] === 'object' && ours.environment[key] !== undefined) continue;
    if (String(theirs[key]) !== ours.environment[key])
      differences.push(`${id}: ${key} is ${JSON.stringify(theirs[key])}, not ${JSON.stringify(ours.environment[key])}`);
  }
  if ((properties.Timeout ?? 3) !== ours.timeout) differences.push(`${id}: Timeout is ${properties.Timeout}`);
  const module = properties.Handler.slice(0, properties.Handler.lastIndexOf('.'));
  if (!ours.file?.startsWith(`${module}.`))
    differences.push(`${id}: Handler is ${properties.Handler}, not ${ours.file}`);
}

function compareDefinition(id, string, ours, addresses, differences) {
  const [text, values = {}] = typeof string === 'string' ? [string] : [string['Fn::Sub']].flat();
  const pseudo = { 'AWS::Region': 'us-east-1', 'AWS::AccountId': '123456789012', 'AWS::Partition': 'aws' };
  const filled = text.replace(/\$\{([^}]+)\}/g, (written, name) => {
    const target = values[name]?.['Fn::GetAtt']?.[0] ?? name.split('.')[0];
    return pseudo[name] ?? addresses.get(target) ?? '(a resource)';
  });
  const plain = (value) =>
    JSON.stringify(value, (key, each) => (key === 'QueryLanguage' ? undefined : each)).replaceAll(
      'shop-dev-orders',
      '(a resource)',
    );
  if (plain(JSON.parse(filled)) !== plain(ours))
    differences.push(`${id}:\n${plain(JSON.parse(filled))}\n${plain(ours)}`);
}
