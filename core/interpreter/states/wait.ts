/** Wait: for seconds or until a moment. */
import type { Json } from '../../json';
import { isNumber } from '../../jsonNumber';
import type { State } from '../../model/machine';
import { TIMESTAMP_FORM, tooLongWait, unexpectedType } from '../../query';
import { jsonText } from '../../jsonText';
import { compileStateFields, type ScalarField } from '../fields';
import { pathReader } from '../fields/pathReader';
import { longOf } from '../longOf';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure, type StateFailure } from '../stateFailure';
import type { StatePart } from '../statePart';
import type { StateCompiler } from '../step';
import { parseTimestamp } from '../../timestamp';
import { onward } from './onward';

export const compileWait: StateCompiler = (state, _compileScope, part) => {
  const fields = compileStateFields(state, part);
  const seconds = withInputMessage(state, 'Seconds', fields.scalar('Seconds'), part);
  const timestamp = withInputMessage(state, 'Timestamp', fields.scalar('Timestamp'), part);
  const goOn = onward(state);

  return {
    run: (strand) => {
      const input = fields.input(strand);
      const field = seconds ?? timestamp;
      const due = field
        ? andThen(field.read(strand, input.value), (value) =>
            field === seconds ? dueAfter(strand, state, field, value) : dueAt(strand, state, field, value),
          )
        : strand.execution.host.now();
      return andThen(due, (until) =>
        andThen(waitUntil(strand, until), () => andThen(fields.close(strand, input, undefined), goOn)),
      );
    },
  };
};

function waitUntil(strand: Strand, until: number): Promise<void> | undefined {
  const { host } = strand.execution;
  const wait = until - host.now();
  if (wait <= 0) return undefined;
  strand.note({ type: 'WaitStarted', until: new Date(until).toISOString(), seconds: wait / 1000 });
  return strand.waitFor((signal) => strand.execution.sleep(wait, signal));
}

function dueAfter(strand: Strand, state: State, field: ScalarField, value: Json): number {
  const shown = shownValue(state, field, value);
  const subject = subjectOf(state, field);
  if (field.template !== undefined && !isNumber(value)) {
    throw evaluationFailure(unexpectedType(field.template, field.name, 'number', value), field.name, {
      afterEntered: true,
    });
  }
  const wait = longOf(field, value);
  if (wait === undefined) throw fault(state, field, `${subject} cannot be parsed as a long value: ${shown}`);
  if (wait < 0) throw fault(state, field, `${subject} references a negative value: ${shown}`);
  refuseLongWait(wait);
  const { host, resumed } = strand.execution;
  return (resumed?.takeState(strand)?.since ?? host.now()) + wait * 1000;
}

function dueAt(strand: Strand, state: State, field: ScalarField, value: Json): number {
  const due = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (due !== undefined) {
    refuseLongWait((due - strand.execution.host.now()) / 1000);
    return due;
  }
  if (field.template !== undefined && typeof value !== 'string') {
    throw evaluationFailure(unexpectedType(field.template, field.name, 'string', value), field.name, {
      afterEntered: true,
    });
  }
  const shown = shownValue(state, field, value);
  throw fault(
    state,
    field,
    state.queryLanguage === 'JSONata'
      ? `${subjectOf(state, field)} cannot be parsed as an ${TIMESTAMP_FORM}: ${shown}`
      : `${subjectOf(state, field)} does not reference a valid ${TIMESTAMP_FORM}: ${shown}`,
  );
}

function refuseLongWait(seconds: number): void {
  const refusal = tooLongWait(seconds);
  if (refusal !== undefined) throw runtimeFailure(refusal);
}

function subjectOf(state: State, field: ScalarField): string {
  return state.queryLanguage === 'JSONata' ? `The ${field.name} field` : `The ${field.name} parameter`;
}

/** A path is shown with its value, an expression by its value alone (recorded). */
function shownValue(_state: State, field: ScalarField, value: Json): string {
  const text = typeof value === 'string' ? value : jsonText(value);
  return field.path === undefined ? text : `${field.path} == ${text}`;
}

/** In a JSONata state the event of the failed evaluation follows WaitStateEntered (recorded). */
function fault(state: State, field: ScalarField, cause: string): StateFailure {
  if (state.queryLanguage === 'JSONPath') return runtimeFailure(cause);
  return evaluationFailure(cause, field.name, { afterEntered: true });
}

/** A missing SecondsPath or TimestampPath has words of its own (recorded). */
function withInputMessage(
  state: State,
  name: string,
  field: ScalarField | undefined,
  whole: StatePart,
): ScalarField | undefined {
  if (!field || field.path === undefined || state.queryLanguage !== 'JSONPath') return field;
  const { path } = field;
  return {
    ...field,
    read: whole
      .at(`${name}Path`)
      .announced(
        pathReader(path, () => runtimeFailure(`The ${name}Path parameter does not reference an input value: ${path}`)),
      ),
  };
}
