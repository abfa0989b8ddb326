// The ids that a recording's service chose: ours chooses the same, so that later calls can name what earlier ones made.

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Knows, of each call, the id that its answer makes known. */
export function recordedIds(vector) {
  let next;
  const taken = new Set();
  const known = meanings(vector);
  const named = executionsNamed(vector);
  return {
    /** A call is about to be made. */
    begin({ op, params = {}, expect }) {
      const response = vector.expected.answers?.[expect]?.response;
      next = undefined;
      if (op === 'StartExecution' && params.name === undefined) {
        const id = known.get(response?.executionArn?.split(':').pop()) ?? named.find((each) => !taken.has(each));
        if (id !== undefined) taken.add((next = id));
      }
      if (op === 'UpdateStateMachine') next = known.get(response?.revisionId);
    },
    take() {
      const id = next;
      next = undefined;
      return id;
    },
  };
}

/** The host of a service, whose next id is the recorded one. */
export function withRecordedIds(host, ids) {
  return { ...host, uuid: () => ids.take() ?? host.uuid() };
}

/** What each placeholder stands for; of a revision, what a later call that quotes it was given. */
function meanings({ calls = [], expected, substitutions = {} }) {
  const known = new Map();
  for (const [placeholder, value] of Object.entries(substitutions)) {
    const id = typeof value === 'string' ? value : value?.generated?.[0];
    if (ID.test(id ?? '')) known.set(placeholder, id);
  }
  for (const { params, expect } of calls) {
    if (!params?.revisionId) continue;
    const answer = expected.answers?.[expect];
    const quoted = /revision (<[^>]+>)/.exec(answer?.error?.message ?? answer?.response)?.[1];
    if (quoted) known.set(quoted, params.revisionId);
  }
  return known;
}

/** The ids of executions that calls name, but of none that the recording knows to be wrong. */
function executionsNamed({ calls = [], substitutions = {} }) {
  const wrong = Object.values(substitutions).filter((value) => typeof value === 'string');
  return calls.flatMap(({ params }) => {
    const arn = params?.executionArn ?? '';
    return ID.test(arn) && !wrong.includes(arn) ? [arn.split(':').pop()] : [];
  });
}
