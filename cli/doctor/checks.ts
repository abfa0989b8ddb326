/** What a project needs on this machine: a row for each kind of need. */
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HANDLER_LANGUAGES, languageOfFile } from '../../core/handlers';
import type { HandlerLanguageId } from '../../core/handlers';
import { phrase } from '../../core/l10n/phrase';
import { findEsbuild } from '../../lambda/findEsbuild';
import { pythonFolder } from '../../lambda/suppliedFolder';
import { findPython, hasDebugpy, type Python } from '../../lambda/runtimes/pythonProgram';
import { askProgram } from '../../processes/askProgram';
import { findExecutable } from '../../processes/findExecutable';
import { shellCommand } from '../../processes/shell';
import { CodeModules, filesOnDisk, reasonOf, settingsFolderOf } from '../../project';
import type { Inventory, Project, ProjectFunction } from '../../project';
import { ConsentFile, originOf } from '../../run';
import { installFolderOfUser } from '../../run/launch';
import { clientPackage } from '../../core/catalog/services/serviceName';

export interface Examined {
  readonly project: Project;
  readonly inventory: Inventory;
  readonly consentFile: string | undefined;
}

export interface Finding {
  /** `missing`: something of the project does not work without it. `optional`: something more would work with it. */
  readonly state: 'ok' | 'missing' | 'optional';
  readonly what: string;
  /** What it is for. */
  readonly neededBy: string;
  /** How to get it. */
  readonly how?: string;
}

type Check = (examined: Examined) => Finding[] | Promise<Finding[]>;

/** In the order in which they are told. */
export const CHECKS: readonly Check[] = [node, typescript, python, nodeClients, runtimes, services, requests, folders];

type InFile = ProjectFunction & { readonly file: string };

function handlersIn({ project }: Examined, language: HandlerLanguageId): InFile[] {
  return project.functions.filter(
    (each): each is InFile => each.file !== undefined && languageOfFile(each.file) === language,
  );
}

function named(functions: readonly { readonly name: string }[]): string {
  const names = functions.map(({ name }) => name);
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? phrase`${shown} and ${names.length - 3} more` : shown;
}

async function node(examined: Examined): Promise<Finding[]> {
  const handlers = handlersIn(examined, 'node');
  if (handlers.length === 0) return [];
  const found = findExecutable('node');
  const said = found && (await askProgram({ command: found, args: ['--version'], cwd: tmpdir(), timeoutMs: 10_000 }));
  const version = (said ?? process.version).trim().replace(/^v/, '');
  const newest = Math.max(...handlers.map(({ runtime }) => Number(/^nodejs(\d+)/.exec(runtime ?? '')?.[1] ?? 0)));
  const what = phrase`Node.js ${version}`;
  if (newest <= Number.parseInt(version, 10)) return [{ state: 'ok', what, neededBy: named(handlers) }];
  return [
    {
      state: 'optional',
      what: phrase`Node.js ${newest}; this machine has ${version}`,
      neededBy: named(handlers.filter(({ runtime }) => runtime?.startsWith(`nodejs${newest}`))),
      how: phrase`Install it from https://nodejs.org/, or choose one with --node PROGRAM.`,
    },
  ];
}

async function typescript(examined: Examined): Promise<Finding[]> {
  const { sourceEndings } = HANDLER_LANGUAGES.node;
  const handlers = handlersIn(examined, 'node').filter(({ file }) => sourceEndings.some((each) => file.endsWith(each)));
  if (handlers.length === 0) return [];
  const found = await findEsbuild();
  const what = phrase`esbuild, which bundles TypeScript`;
  if (found) return [{ state: 'ok', what, neededBy: named(handlers) }];
  const how = phrase`Install Stepwise again with npm, without --omit=optional.`;
  return [{ state: 'missing', what, neededBy: named(handlers), how }];
}

async function python(examined: Examined): Promise<Finding[]> {
  const handlers = handlersIn(examined, 'python');
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const handler of handlers) {
    const { name, codeDir, runtime } = handler;
    const found = await findPython({ name, codeDir, runtime, projectDir: examined.project.root }, undefined);
    const key = typeof found === 'string' ? '' : found.file;
    if (told.has(key)) continue;
    told.add(key);
    if (typeof found === 'string') {
      const how = phrase`Install it from https://www.python.org/downloads/, or choose one with --python PROGRAM.`;
      findings.push({ state: 'missing', what: phrase`Python 3.9 or newer`, neededBy: named(handlers), how });
      continue;
    }
    const [major, minor] = found.version;
    const isDebuggable = await hasDebugpy(found, codeDir);
    findings.push({ state: 'ok', what: phrase`Python ${major}.${minor} (${found.file})`, neededBy: named(handlers) });
    findings.push({
      state: isDebuggable ? 'ok' : 'optional',
      what: 'debugpy',
      neededBy: phrase`breakpoints in Python handlers`,
      ...(!isDebuggable && {
        how: phrase`In VS Code, install the Python Debugger extension; elsewhere run: ${shellCommand([found.file, '-m', 'pip', 'install', 'debugpy'])}`,
      }),
    });
    findings.push(...(await pythonClients(handlers, found)));
  }
  return findings;
}

/** A handler that imports more than these of its own project brings what all of them do. */
const MOST_SOURCES = 500;

/** The texts of a handler's file and of those that it imports. */
function sourcesOf({ file, codeDir }: InFile, modules: CodeModules): string[] {
  return modules.from(file, codeDir).map(({ text }) => text);
}

async function pythonClients(handlers: readonly InFile[], { file: interpreter, version }: Python): Promise<Finding[]> {
  const modules = new CodeModules(filesOnDisk(), MOST_SOURCES);
  const callers = handlers.filter((handler) =>
    sourcesOf(handler, modules).some((text) => /^\s*(?:import|from)\s+boto(?:3|core)\b/m.test(text)),
  );
  if (callers.length === 0) return [];
  const args = ['-c', ['import', 'boto3'].join(' ')];
  const said = await askProgram({ command: interpreter, args, cwd: callers[0]!.codeDir, timeoutMs: 10_000 });
  const kept = installFolderOfUser();
  const isKept = kept !== undefined && existsSync(path.join(pythonFolder(kept, version.join('.')), 'boto3'));
  if (said !== undefined || isKept) return [{ state: 'ok', what: 'boto3', neededBy: named(callers) }];
  return [
    {
      state: 'missing',
      what: 'boto3',
      neededBy: named(callers),
      how: phrase`Run: ${shellCommand([interpreter, '-m', 'pip', 'install', 'boto3'])}, or let Stepwise keep a copy: stepwise invoke FUNCTION --install-sdk`,
    },
  ];
}

/** Lambda brings the SDK; here it lies among the packages of the project. */
function nodeClients(examined: Examined): Finding[] {
  const modules = new CodeModules(filesOnDisk(), MOST_SOURCES);
  const { root } = examined.project;
  const wanted = new Map<string, InFile[]>();
  for (const handler of handlersIn(examined, 'node')) {
    const names = sourcesOf(handler, modules).flatMap((text) =>
      [...text.matchAll(/['"]((?:@aws-sdk|@smithy)\/[\w.-]+|aws-sdk)(?:\/[\w./-]+)?['"]/g)].map(
        ([, name = '']) => name,
      ),
    );
    for (const name of new Set(names)) wanted.set(name, [...(wanted.get(name) ?? []), handler]);
  }
  return [...wanted].map(([what, handlers]): Finding => {
    const kept = what === 'aws-sdk' ? undefined : installFolderOfUser();
    const isThere = ({ file, codeDir }: InFile): boolean =>
      [path.dirname(file), codeDir, root, ...(kept === undefined ? [] : [kept])].some((folder) =>
        hasPackage(folder, what),
      );
    const lacking = handlers.filter((handler) => !isThere(handler));
    if (lacking.length === 0) return { state: 'ok', what, neededBy: named(handlers) };
    const how = phrase`Run in ${root}: npm install --save-dev ${what}`;
    return { state: 'missing', what, neededBy: named(lacking), how };
  });
}

/** As Node.js looks for it: in the folder and in those above. */
function hasPackage(folder: string, name: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, 'node_modules', name, 'package.json'))) return true;
    if (path.dirname(at) === at) return false;
  }
}

/** Functions that nothing on this machine can run. */
function runtimes({ inventory: { notRun } }: Examined): Finding[] {
  return notRun.map(({ id, why }) => ({
    state: 'optional',
    what: phrase`An answer in place of ${id}`,
    neededBy: why,
    how: phrase`Give the states that call it a mock in .vscode/stepwise.json.`,
  }));
}

/** Of AWS services that states call themselves. */
function services({ project: { root, settings }, inventory: { machines } }: Examined): Finding[] {
  const called = new Set(
    machines.flatMap(({ calls }) => calls.flatMap((call) => /^(?:aws-sdk:)?([a-z0-9]+):/.exec(call)?.[1] ?? [])),
  );
  const own = new Set(['activity', 'states', 'sfn', 'lambda', 'http']);
  return [...called]
    .filter((service) => !own.has(service))
    .flatMap((service): Finding[] => {
      const what = clientPackage(service);
      if (what === undefined) return [];
      const neededBy = phrase`states that call ${service}, unless a mock answers`;
      if (hasPackage(root, what)) return [{ state: 'ok', what, neededBy }];
      const isCalled = settings?.endpoints?.[service] !== undefined;
      const how = phrase`Run in ${root}: npm install --save-dev ${what} (the editor offers it during a run).`;
      return [{ state: isCalled ? 'missing' : 'optional', what, neededBy, how }];
    });
}

/** What must be allowed to leave this machine. */
function requests({ project: { root, settings }, consentFile, inventory: { machines } }: Examined): Finding[] {
  const origins = Object.values(settings?.endpoints ?? {}).flatMap((url) => originOf(url) ?? []);
  const sendsRequests = machines.some(({ calls }) => calls.includes('http:invoke'));
  if (origins.length === 0 && !sendsRequests) return [];
  const known = consentFile === undefined ? [] : new ConsentFile(consentFile).of(root);
  if ('problem' in known) {
    const how = phrase`Correct or remove ${consentFile ?? ''}.`;
    return [{ state: 'missing', what: known.problem, neededBy: phrase`calls that leave this machine`, how }];
  }
  const allowed = new Set(known.flatMap((each) => ('origin' in each ? [each.origin] : [])));
  const found = origins.map((origin): Finding => {
    const neededBy = phrase`endpoints of .vscode/stepwise.json`;
    const what = phrase`Permission to send to ${origin}`;
    const isLocal = /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(origin);
    if (isLocal || allowed.has(origin)) return { state: 'ok', what, neededBy };
    return { state: 'missing', what, neededBy, how: phrase`Run: stepwise consents allow --host ${origin}` };
  });
  if (!sendsRequests) return found;
  const what = phrase`Permission for the hosts of HTTP Tasks`;
  const how = phrase`The editor asks during a run. In a terminal: stepwise consents allow --host HOST`;
  return [...found, { state: allowed.size > 0 ? 'ok' : 'optional', what, neededBy: phrase`HTTP Tasks`, how }];
}

/** Where runs write. */
function folders({ project }: Examined): Finding[] {
  const settings = settingsFolderOf(project);
  return [
    writable(tmpdir(), phrase`handlers and bundles`, 'missing'),
    writable(settings, phrase`values and mocks that are kept in .vscode/stepwise.json`, 'optional'),
  ].filter(({ state }) => state !== 'ok');
}

function writable(folder: string, neededBy: string, otherwise: Finding['state']): Finding {
  const what = phrase`Permission to write to ${folder}`;
  try {
    accessSync(folder, constants.W_OK);
    return { state: 'ok', what, neededBy };
  } catch (error) {
    return { state: otherwise, what, neededBy, how: phrase`The system says: ${reasonOf(error)}.` };
  }
}
