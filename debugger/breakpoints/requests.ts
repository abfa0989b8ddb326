/** The protocol's requests about breakpoints: its numbers and names for ours. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { mayHoldDefinitionsByName } from '../../core/hosts/fileNames';
import { phrase } from '../../core/l10n/phrase';
import type { State } from '../../core/model/machine';
import type { Breakpoints } from '.';
import { dataId, dataName, type WatchedData } from './dataBreakpoints';
import type { FunctionAnswer } from './functionBreakpoints';
import type { NamedMachine } from '../keptTexts';
import type { BreakpointAnswer, KeptSource } from './sourceBreakpoints';

/** How the client counts, and where it finds a state. */
export interface ClientPlaces {
  line(clientLine: number): number;
  column(clientColumn: number): number;
  shownLine(line: number): number;
  shownColumn(column: number): number;
  place(state: State): { readonly source?: DebugProtocol.Source; readonly line?: number } | undefined;
  /** Why none stops in a file that holds no state. */
  problemIn(file: string): string | undefined;
  /** Undefined: a source is the file itself. */
  kept(source: DebugProtocol.Source): KeptSource | undefined;
}

type Answers = { readonly breakpoints: DebugProtocol.Breakpoint[] };

export class BreakpointRequests {
  constructor(
    private readonly breakpoints: Breakpoints,
    private readonly client: ClientPlaces,
  ) {}

  /** A machine that runs. Gives the breakpoints of which something else is true now. */
  register(named: NamedMachine): DebugProtocol.Breakpoint[] {
    const { inSource, onStates } = this.breakpoints.register(named);
    return [...inSource.map((answer) => this.inSource(answer)), ...onStates.map((answer) => this.onState(answer))];
  }

  setInSource({ source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments): Answers {
    const file = source.path ?? '';
    const { client } = this;
    const requests = breakpoints.map(({ column, ...wanted }) => ({
      ...wanted,
      line: client.line(wanted.line),
      ...(column !== undefined && { column: client.column(column) }),
    }));
    const answers = mayHoldDefinitionsByName(file)
      ? this.breakpoints.source.set(file, requests, client.kept(source))
      : requests.map(({ line }) => ({
          ...{ id: undefined, verified: false, line, column: undefined },
          message: client.problemIn(file),
        }));
    return { breakpoints: answers.map((answer) => this.inSource(answer)) };
  }

  locations(args: DebugProtocol.BreakpointLocationsArguments): DebugProtocol.BreakpointLocationsResponse['body'] {
    const { client } = this;
    const { line, column, endLine = line, endColumn } = args;
    const ranges = this.breakpoints.source.between(
      args.source.path ?? '',
      { line: client.line(line), character: column === undefined ? 0 : client.column(column) },
      {
        line: client.line(endLine),
        character: endColumn === undefined ? Number.POSITIVE_INFINITY : client.column(endColumn),
      },
      client.kept(args.source),
    );
    return {
      breakpoints: ranges.map(({ start, end }) => ({
        line: client.shownLine(start.line),
        column: client.shownColumn(start.character),
        endLine: client.shownLine(end.line),
        endColumn: client.shownColumn(end.character),
      })),
    };
  }

  setOnStates({ breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments): Answers {
    return { breakpoints: this.breakpoints.functions.set(breakpoints).map((answer) => this.onState(answer)) };
  }

  setOnErrors(args: DebugProtocol.SetExceptionBreakpointsArguments): Answers {
    const filters = args.filters.map((filterId) => ({ filterId }));
    return { breakpoints: this.breakpoints.errors.set([...filters, ...(args.filterOptions ?? [])]) };
  }

  dataInfo(data: WatchedData | undefined): DebugProtocol.DataBreakpointInfoResponse['body'] {
    if (!data) {
      return {
        dataId: null,
        description: phrase`Only variables, and paths of a state's input or output, can be watched for changes.`,
      };
    }
    return { dataId: dataId(data), description: dataName(data), accessTypes: ['write'], canPersist: true };
  }

  private inSource(
    answer: Omit<BreakpointAnswer, 'id'> & { readonly id: number | undefined },
  ): DebugProtocol.Breakpoint {
    const { client } = this;
    return {
      ...answer,
      line: client.shownLine(answer.line),
      ...(answer.column !== undefined && { column: client.shownColumn(answer.column) }),
    };
  }

  private onState({ state, ...answer }: FunctionAnswer): DebugProtocol.Breakpoint {
    return { ...answer, ...(state && this.client.place(state)) };
  }
}
