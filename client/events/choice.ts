/** What may be chosen as the event of a handler, and who offers it. */
import type * as vscode from 'vscode';
import type { EventUse } from '../../core/handlers/dataReads';
import type { Phrase } from '../../core/l10n/phrase';
import type { LikelySource } from '../../events';
import type { Events } from '../../events/load';
import type { LaunchOptions } from '../../messages/debugClient';
import type { ProjectFunction, SampleEvent } from '../../project/project';
import type { ClientContext } from '../clientContext';
import type { KeptEvents } from './keptEvents';

/** As a launch has it. */
export type LaunchedEvent = Pick<LaunchOptions, 'inputText' | 'inputFile'> & { readonly eventSource?: string };

/** An event as a text that can be edited. */
export interface EventText {
  readonly text: string;
  /** The name of its source in `events`. */
  readonly source?: string;
  /** Absolute path of the file that it stands in: unchanged, the run reads it there. */
  readonly file?: string;
  /** The same with other ids and times: absent where they are somebody's own. */
  renew?(): Promise<string>;
  /** What was written is kept beside the function, and stands there the next time. */
  keep?(text: string): void;
}

export interface EventChoice {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** Undefined: the person has left. */
  text(): Promise<EventText | undefined>;
  /** It is looked at and mended before anything runs. */
  readonly isDraft?: true;
  /** Offered again among the recent ones. */
  readonly isRemembered?: true;
}

export interface ChoiceGroup {
  readonly title: Phrase;
  readonly choices: readonly EventChoice[];
}

/** The function that is to be run. */
export interface EventSubject {
  /** What belongs to it is remembered by. */
  readonly key: string;
  /** As a person calls it. */
  readonly name: string;
  readonly uri: vscode.Uri;
  /** As the project declares it; absent: no deployment file does. */
  readonly declared?: ProjectFunction;
  /** What its own text tells of its event, the likeliest first. */
  readonly likely: readonly LikelySource[];
  /** What it does with its event; absent: its code is not known. */
  readonly use?: EventUse;
  /** Names of the state machines that call it. */
  readonly callers: readonly string[];
  /** Sample events of the project, its own first. */
  readonly files: readonly SampleEvent[];
  /** Those of them, by path, that have not all that the handler reads. */
  readonly lacking: ReadonlySet<string>;
  readonly context: Pick<ClientContext, 'runs' | 'server'>;
  readonly events: Events;
  readonly kept: KeptEvents;
}

/** Offers something, or nothing. */
export type Offer = (subject: EventSubject) => Promise<readonly ChoiceGroup[]> | readonly ChoiceGroup[];
