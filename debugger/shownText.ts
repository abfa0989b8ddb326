/**
 * The words for people in the protocol's messages, made fit to be read on their way out: editors show them as they are, and
 * some read colours, links and more in them. What only programs read (places, expressions, our own events) stays exact, and a
 * value written as JSON keeps its value.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { visible, visibleLines } from '../core/escape/visible';

type Body = { [member: string]: unknown };

const RESPONSES: { readonly [command: string]: (body: Body) => void } = {
  threads: ({ threads }) => each(threads, (thread) => make(thread, visible, 'name')),
  stackTrace: ({ stackFrames }) => each(stackFrames, (frame) => make(frame, visible, 'name')),
  variables: ({ variables }) => each(variables, (variable) => make(variable, visible, 'name', 'value')),
  setVariable: (body) => make(body, visible, 'value'),
  evaluate: (body) => make(body, visibleLines, 'result'),
  setBreakpoints: answers,
  setFunctionBreakpoints: answers,
  setDataBreakpoints: answers,
  setExceptionBreakpoints: answers,
  dataBreakpointInfo: (body) => make(body, visible, 'description'),
  exceptionInfo(body) {
    make(body, visible, 'exceptionId');
    make(body, visibleLines, 'description');
  },
};

const EVENTS: { readonly [event: string]: (body: Body) => void } = {
  breakpoint: ({ breakpoint }) => make(breakpoint as Body, visible, 'message'),
  stopped(body) {
    make(body, visible, 'description');
    make(body, visibleLines, 'text');
  },
};

function answers({ breakpoints }: Body): void {
  each(breakpoints, (breakpoint) => make(breakpoint, visible, 'message'));
}

export function madeReadable<Message extends DebugProtocol.Response | DebugProtocol.Event>(message: Message): Message {
  const body = message.body as Body | undefined;
  if (body) ('command' in message ? RESPONSES[message.command] : EVENTS[message.event])?.(body);
  return message;
}

function each(list: unknown, change: (item: Body) => void): void {
  (list as Body[]).forEach(change);
}

function make(body: Body, escape: (text: string) => string, ...members: readonly string[]): void {
  for (const member of members) {
    const text = body[member];
    if (typeof text === 'string') body[member] = escape(text);
  }
}
