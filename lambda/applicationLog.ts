/**
 * Lines that a function prints, as Lambda's log has them and as a person reads them here. A line that a runtime has put
 * time, request and level before says the same without; every other line is the function's own and stays as it is.
 */

export interface PrintedLine {
  /** As Lambda's log has it; it may be of several lines. */
  readonly whole: string;
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
}

/** Node's: time, request, level, message. */
const NODE = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t[^\t]*\t(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t/;
/** Python's, of its logging module: level, time, request, message. */
const PYTHON = /^\[([A-Z]+)\]\t\d{4}-\d\d-\d\dT[\d:.]+Z\t[^\t]*\t/;

export function printedLine(line: string, stream: PrintedLine['stream']): PrintedLine {
  const [nodes, level] = NODE.exec(line) ?? [];
  if (nodes !== undefined && level !== undefined) {
    // A message of several lines is one event, whose lines Node's runtime ends with a carriage return.
    const text = line.slice(nodes.length).replaceAll('\r', '\n');
    return { whole: line.replaceAll('\r', '\n'), text, stream: streamOf(level) };
  }
  const [pythons, name] = PYTHON.exec(line) ?? [];
  if (pythons !== undefined && name !== undefined) {
    return { whole: line, text: `[${name}] ${line.slice(pythons.length)}`, stream: streamOf(name) };
  }
  const record = line.startsWith('{"timestamp":') || line.startsWith('{"timestamp": ') ? recordIn(line) : undefined;
  return record ? { whole: line, ...record } : { whole: line, text: line, stream };
}

/** Of a log in JSON, where a runtime wrote it: a logger of the function's own has other members. */
function recordIn(line: string): Omit<PrintedLine, 'whole'> | undefined {
  let record: { [name: string]: unknown };
  try {
    record = JSON.parse(line) as typeof record;
  } catch {
    return undefined;
  }
  const { timestamp: _, level, requestId: __, message, logger, ...more } = record;
  if (typeof level !== 'string' || message === undefined) return undefined;
  const { errorType, errorMessage, stackTrace, location: ___, ...others } = more;
  if (Object.keys(others).length > 0) return undefined;
  const own = Array.isArray(stackTrace) ? linesOf(message, { errorType, errorMessage, stackTrace }) : [shown(message)];
  return { text: `${logger === undefined ? '' : `[${level}] `}${own.join('\n')}`, stream: streamOf(level) };
}

function linesOf(
  message: unknown,
  {
    errorType,
    errorMessage,
    stackTrace,
  }: { errorType: unknown; errorMessage: unknown; stackTrace: readonly unknown[] },
): string[] {
  const trace = stackTrace.map((each) => String(each).trimEnd());
  const text = shown(message);
  // Node's message and its stack begin with the same words; Python's stack has frames alone.
  if (text.includes(trace[0] ?? '')) return [text];
  return [text, ...trace, ...(errorType === undefined ? [] : [`${String(errorType)}: ${String(errorMessage)}`])];
}

function shown(message: unknown): string {
  if (typeof message === 'string') return message;
  const { stackTrace } = (message ?? {}) as { readonly stackTrace?: unknown };
  return Array.isArray(stackTrace) ? stackTrace.join('\n') : JSON.stringify(message);
}

function streamOf(level: string): PrintedLine['stream'] {
  return /^(WARN|ERROR|FATAL|CRITICAL)/.test(level) ? 'stderr' : 'stdout';
}
