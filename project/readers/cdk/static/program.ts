/** The sources of a CDK app. */
import path from 'node:path';
import { languageOfFile } from '../../../../core/handlers';
import { isOfTests } from '../../../../core/handlers/fileNames';
import type { Values } from '../../../../core/values';
import type { CallSite, Code, ImportedName, Scope } from '../../../code/code';
import type { Evaluator, LookedUp, Placed, Program } from '../../../code/evaluate';
import { written } from '../../../code/expression';
import { readJavascript } from '../../../code/javascriptCode';
import { readPython } from '../../../code/pythonCode';
import { filesBelow } from '../../../walk';
import type { Files } from '../../../files';
import { moduleFile } from '../../../imports';
import type { CdkApp } from '../app';
import { lookUpOf, SET_BY_CDK } from './lookUps';

/** Bytes of a source; what is longer nobody has written. */
const LARGEST_SOURCE = 512 * 1024;
const DEEPEST_FOLDER = 7;
const MOST_FILES = 5_000;
/** A file that builds a part of an app names one of these. */
const BUILDS = /\baws_cdk\b|['"](?:aws-cdk-lib|@aws-cdk\/|constructs['"])|\bConstruct\b/;

/** `node dist/bin/app.js` */
const COMPILED = /\bnode\s+(?:--\S+\s+)*(?:\.\/)?([\w.-]+)\/\S+\.[cm]?js\b/;

/** What was read stays, as long as the text is the same: a reading of a project comes with each completion. */
const kept = new Map<string, Code>();
const MOST_KEPT = 1_000;

export class CdkProgram implements Program {
  private readonly codes = new Map<string, Code | undefined>();
  private found: readonly Code[] | undefined;
  /** Absolute: what a compiler writes into. */
  private readonly compiled: string | undefined;

  constructor(
    private readonly app: CdkApp,
    private readonly files: Files,
    /** Absent: nobody gives any. */
    private readonly values?: Pick<Values, 'given'>,
  ) {
    const [, compiled] = COMPILED.exec(app.command ?? '') ?? [];
    this.compiled = compiled === undefined || compiled === 'bin' ? undefined : path.join(app.folder, compiled);
  }

  get folder(): string {
    return this.app.folder;
  }

  /** An app that is started as `node dist/bin/app.js` finds its folders from there. */
  runsAt(file: string): string {
    if (this.compiled === undefined || !/\.[cm]?tsx?$/.test(file)) return file;
    return path.join(this.compiled, path.relative(this.folder, file));
  }

  /** The files that build the app. */
  get all(): readonly Code[] {
    return (this.found ??= this.withoutCopies([...this.sources()].flatMap((file) => this.codeOf(file, BUILDS) ?? [])));
  }

  /** The first of the files that build the app for which something is true. */
  firstSource(isWanted: (file: string) => boolean): string | undefined {
    for (const file of this.sources()) if (isWanted(file) && this.codeOf(file, BUILDS)) return file;
    return undefined;
  }

  /** A file's shape; undefined where there is none, or where it has not what is wanted. */
  codeOf(file: string, wanted?: RegExp): Code | undefined {
    if (this.codes.has(file)) return this.codes.get(file);
    const text = this.files.isFile(file) ? this.files.readSource(file) : undefined;
    const isRead = text !== undefined && text.length <= LARGEST_SOURCE && (!wanted || wanted.test(text));
    if (!isRead && wanted) return undefined;
    const code = isRead ? shapeOf(file, text) : undefined;
    this.codes.set(file, code);
    return code;
  }

  moduleOf(from: Code, module: string): Code | undefined {
    const file = moduleFile(module, from.file, { roots: [path.dirname(from.file), this.folder] }, this.files);
    return file === undefined || languageOfFile(file) === undefined ? undefined : this.codeOf(file);
  }

  classNamed(name: string, from: Code): Scope | undefined {
    return from.classes.get(name) ?? this.importedFrom(name, from)?.classes.get(name) ?? this.onlyClass(name);
  }

  functionsNamed(name: string, from: Code): readonly Scope[] {
    const own = from.functions.get(name) ?? this.importedFrom(name, from)?.functions.get(name);
    return own ?? this.all.flatMap((code) => code.functions.get(name) ?? []);
  }

  /** What a person gives goes before what the app's own files and its code say. */
  lookedUp(placed: Placed, evaluate: Evaluator): LookedUp | undefined {
    const id = idOfConstruct(placed, evaluate);
    if (id) return { found: id };
    const lookUp = lookUpOf(placed, evaluate);
    if (!lookUp) return undefined;
    const { key, standard } = lookUp;
    const ofContext = key.startsWith('context:') ? this.app.context[key.slice('context:'.length)] : undefined;
    const value = this.values?.given(key) ?? ofContext ?? SET_BY_CDK[key];
    if (value === undefined) return { found: standard };
    return { found: { ...placed, expression: written(value, placed.expression) } };
  }

  /** What files that import something call it: `from .post import create as create_post`. */
  aliasesOf(name: string): readonly string[] {
    const locals = this.all.flatMap(({ imports }) =>
      [...imports].flatMap(([local, imported]) => (imported.name === name && local !== name ? [local] : [])),
    );
    return [...new Set(locals)];
  }

  callsOf(name: string): readonly CallSite[] {
    return this.all.flatMap((code) => code.calls.get(name) ?? []);
  }

  callsNamed(pattern: RegExp): readonly CallSite[] {
    const all = this.all.flatMap(({ calls }) => [...calls]);
    return all.flatMap(([name, sites]) => (pattern.test(name) ? sites : []));
  }

  /** `stack copy.ts`, which the app does not load, has classes of the same names as what it loads, and is none of its parts. */
  private withoutCopies(found: readonly Code[]): readonly Code[] {
    const byClass = new Map<string, Code[]>();
    for (const code of found) {
      for (const name of code.classes.keys()) byClass.set(name, [...(byClass.get(name) ?? []), code]);
    }
    const doubtful = [...byClass.values()].filter(({ length }) => length > 1);
    if (doubtful.length === 0) return found;
    const loaded = this.loaded();
    const copies = doubtful.flatMap((codes) =>
      codes.some(({ file }) => loaded.has(file)) ? codes.filter(({ file }) => !loaded.has(file)) : [],
    );
    return copies.length === 0 ? found : found.filter((code) => !copies.includes(code));
  }

  /** Files that the app's own program loads, as its command names it; none where it does not. */
  private loaded(): ReadonlySet<string> {
    const words = (this.app.command ?? path.basename(this.app.file))
      .split(/\s+/)
      .map((word) => word.replace(/["']/g, ''));
    const entry = words.find((word) => languageOfFile(word) !== undefined);
    const start = entry === undefined ? undefined : this.codeOf(path.resolve(this.folder, entry));
    const loaded = new Set<string>();
    const waiting = start ? [start] : [];
    for (let code = waiting.pop(); code; code = waiting.pop()) {
      if (loaded.has(code.file)) continue;
      loaded.add(code.file);
      const modules = [...[...code.imports.values()].flatMap((each) => modulesOf(each, code)), ...code.wildcards];
      for (const module of new Set(modules)) {
        const next = this.moduleOf(code, module);
        if (next) waiting.push(next);
      }
    }
    return loaded;
  }

  private onlyClass(name: string): Scope | undefined {
    const found = this.all.flatMap((code) => code.classes.get(name) ?? []);
    return found.length === 1 ? found[0] : undefined;
  }

  private importedFrom(name: string, from: Code): Code | undefined {
    const imported = from.imports.get(name);
    return imported && this.moduleOf(from, imported.module);
  }

  private *sources(): Generator<string> {
    for (const file of filesBelow(this.files, this.folder, DEEPEST_FOLDER, MOST_FILES)) {
      if (file.startsWith(this.app.output + path.sep)) continue;
      if (languageOfFile(file) === undefined || isOfTests(path.relative(this.folder, file))) continue;
      // What was compiled beside its source.
      const isCompiled = /\.[cm]?js$/.test(file) && this.files.isFile(file.replace(/js$/, 'ts'));
      if (!isCompiled) yield file;
    }
  }
}

/** `state.id`, `stack.node.id` */
function idOfConstruct({ expression, ...at }: Placed, evaluate: Evaluator): Placed | undefined {
  if (expression.kind !== 'member' || expression.name !== 'id') return undefined;
  const { object } = expression;
  const isNode = object.kind === 'member' && object.name === 'node';
  const made = evaluate.follow({ ...at, expression: isNode ? object.object : object });
  const [scope, id] = made.expression.kind === 'call' ? made.expression.items : [];
  return scope && id && { ...made, expression: id };
}

/** `from stacks import orders` may load the module `stacks.orders`. */
function modulesOf({ module, name }: ImportedName, { language }: Code): string[] {
  return name === undefined || language !== 'python'
    ? [module]
    : [module, `${module}${module.endsWith('.') ? '' : '.'}${name}`];
}

function shapeOf(file: string, text: string): Code {
  const known = kept.get(file);
  if (known?.text === text) return known;
  const code = file.endsWith('.py') ? readPython(file, text) : readJavascript(file, text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(file, code);
  return code;
}
