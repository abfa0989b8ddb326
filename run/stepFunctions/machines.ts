/**
 * The state machines the API knows: the project's, which are files, and those that calls created, which live as long
 * as the service does. Versions and aliases of both live here too.
 */
import type { JsonObject } from '../../core/json';
import { LOCAL_ACCOUNT, localStateMachineArn } from '../../core/template';
import { findMachine, awsRegionOf, stackOf, type Project, type ProjectMachine } from '../../project';
import { DEFAULT_CONFIGURATION, type Configuration } from './configuration';

/** One state of a machine; an update makes another. */
export interface Revision extends Configuration {
  /** As it was given; absent: the project's file, as it stands. */
  readonly definition?: string;
  readonly roleArn: string;
  /** Absent until the first update. */
  readonly revisionId?: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
}

export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Milliseconds since the epoch. */
  readonly creationDate: number;
  revision: Revision;
  /** What CreateStateMachine was given, by which a repeated request is known. */
  readonly request?: JsonObject;
  /** Absent: a call created it. */
  readonly file?: ProjectMachine;
}

export interface Version {
  readonly arn: string;
  readonly machine: StateMachine;
  readonly revision: Revision;
  readonly description?: string;
  readonly creationDate: number;
}

export interface Route {
  readonly stateMachineVersionArn: string;
  /** Of 100. */
  readonly weight: number;
}

export interface Alias {
  readonly arn: string;
  readonly name: string;
  readonly machine: StateMachine;
  readonly creationDate: number;
  description?: string;
  routes: readonly Route[];
  updateDate: number;
}

/** The role of the project's machines here. */
export const LOCAL_ROLE = `arn:aws:iam::${LOCAL_ACCOUNT}:role/local`;

/** As many as AWS once allowed (quotas page). */
const MOST_MACHINES = 10_000;

interface MachinesOfProject {
  readonly project: Project;
  /** Of what was launched. */
  readonly stack?: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

export class Machines {
  private readonly created = new Map<string, StateMachine>();
  /** The project's machines that a call asked for, by stack and name. */
  private readonly ofProject = new Map<string, StateMachine>();
  private readonly versions = new Map<string, Version>();
  private readonly aliases = new Map<string, Alias>();
  /** The highest number a version ever had, by machine: none is used again. */
  private readonly lastNumber = new Map<string, number>();

  /** @param project the machines that are files */
  constructor(private readonly project: () => MachinesOfProject | undefined) {}

  /**
   * The machine an ARN names, whatever stands behind its name.
   *
   * @param stack of who asks: its own machines go before those of others; default: that of what was launched
   */
  find(arn: string, stack?: string): StateMachine | undefined {
    const { name } = machineArnParts(arn);
    const host = this.project();
    const created = this.created.get(name);
    if (created || !host) return created;
    const file = findMachine(host.project, arn, stack ?? host.stack);
    return file && this.adopt(file, host);
  }

  /** Whether calls have created as many as they may. */
  get isFull(): boolean {
    return this.created.size >= MOST_MACHINES;
  }

  add(machine: StateMachine): void {
    this.created.set(machine.name, machine);
  }

  /** Deletes a machine with its versions and aliases. */
  delete(machine: StateMachine): void {
    this.created.delete(machine.name);
    this.lastNumber.delete(machine.name);
    for (const all of [this.versions, this.aliases]) {
      for (const [arn, each] of all) if (each.machine === machine) all.delete(arn);
    }
  }

  /** By name. */
  list(): readonly StateMachine[] {
    const host = this.project();
    const files = (host?.project.machines ?? []).map((file) => this.adopt(file, host!));
    return [...files, ...this.created.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The version of this revision; a new one where there is none. */
  publish(machine: StateMachine, revision: Revision, now: number, description?: string): Version {
    const known = this.versionsOf(machine).find(
      (version) =>
        version.revision === revision || (machine.file && version.revision.definition === revision.definition),
    );
    if (known) return known;
    const number = (this.lastNumber.get(machine.name) ?? 0) + 1;
    this.lastNumber.set(machine.name, number);
    const version: Version = {
      arn: `${machine.arn}:${number}`,
      machine,
      revision,
      ...(description !== undefined && { description }),
      creationDate: now,
    };
    this.versions.set(version.arn, version);
    return version;
  }

  version(arn: string): Version | undefined {
    return this.versions.get(arn);
  }

  /** Newest first. */
  versionsOf(machine: StateMachine): readonly Version[] {
    return [...this.versions.values()].filter((version) => version.machine === machine).reverse();
  }

  deleteVersion(arn: string): void {
    this.versions.delete(arn);
  }

  alias(arn: string): Alias | undefined {
    return this.aliases.get(arn);
  }

  addAlias(alias: Alias): void {
    this.aliases.set(alias.arn, alias);
  }

  /** In the order of creation. */
  aliasesOf(machine: StateMachine): readonly Alias[] {
    return [...this.aliases.values()].filter((alias) => alias.machine === machine);
  }

  deleteAlias(arn: string): void {
    this.aliases.delete(arn);
  }

  private adopt(file: ProjectMachine, { project, since }: MachinesOfProject): StateMachine {
    const key = JSON.stringify([stackOf(file, project), file.name]);
    let known = this.ofProject.get(key);
    if (!known?.file || !isDeclaredAs(known.file, file)) {
      const { name, type } = file;
      const revision = { ...DEFAULT_CONFIGURATION, roleArn: LOCAL_ROLE, date: since };
      known = {
        arn: localStateMachineArn(name, awsRegionOf(file, project)),
        name,
        type,
        creationDate: since,
        revision,
        file,
      };
      this.ofProject.set(key, known);
    }
    return known;
  }
}

/** Whether two readings of a project mean one declaration: each reading has objects of its own. */
function isDeclaredAs(one: ProjectMachine, other: ProjectMachine): boolean {
  const told = ({ file, type, source }: ProjectMachine): string => JSON.stringify([file, type, source]);
  return told(one) === told(other);
}

/** `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME[:QUALIFIER]` */
export function machineArnParts(arn: string): { readonly name: string; readonly qualifier?: string } {
  const [, , , , , , name = '', qualifier] = arn.split(':');
  return { name, ...(qualifier !== undefined && { qualifier }) };
}
