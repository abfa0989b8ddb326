/** The machines of one run, loaded again only where a file has changed: a thousand executions of one share it. */
import { filesOnDisk, type Files, type Project, type ProjectMachine } from '../project';
import { loadProjectMachine, type LoadedMachine } from './loadMachine';

type Loaded = LoadedMachine | { readonly problem: string };

interface Known {
  readonly machine: ProjectMachine;
  /** The texts it was made of, by file. */
  readonly reads: ReadonlyMap<string, string | undefined>;
  readonly loaded: Loaded;
}

/** Calls may create machines without end. */
const MOST_KNOWN = 1000;

export class LoadedMachines {
  private readonly known = new Map<string, Known>();

  load(machine: ProjectMachine, project: Project): Loaded {
    const key = JSON.stringify([machine.stack, machine.file, machine.name]);
    const known = this.known.get(key);
    if (known && isSame(known.machine, machine) && isUnchanged(known.reads)) return known.loaded;
    const reads = new Map<string, string | undefined>();
    const loaded = loadProjectMachine(machine, { project, files: noting(reads) });
    this.known.delete(key);
    this.known.set(key, { machine, reads, loaded });
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > MOST_KNOWN) this.known.delete(oldest);
    return loaded;
  }
}

/** A machine that a call created is made anew for each of its executions. */
function isSame(one: ProjectMachine, other: ProjectMachine): boolean {
  return one === other || (one.text !== undefined && one.text === other.text && one.type === other.type);
}

function isUnchanged(reads: Known['reads']): boolean {
  const files = filesOnDisk();
  return [...reads].every(([file, text]) => files.read(file).text === text);
}

function noting(reads: Map<string, string | undefined>): Files {
  const files = filesOnDisk();
  return {
    ...files,
    read: (file, most) => {
      const read = files.read(file, most);
      reads.set(file, read.text);
      return read;
    },
  };
}
