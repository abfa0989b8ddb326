/** Parameters and secrets whose values a person has given under the keys that templates ask for: `ssm:/shop/key`, `secret:shop/db#password`. */
import { jsonText } from '../../core/jsonText';
import type { GivenValues } from '../../core/values';
import type { Project } from '../../project';
import type { ParameterStore } from '../../services/standins/parameters';
import type { SecretStore } from '../../services/standins/secrets';
import { declaredParameters } from './declaredParameters';

const SSM = 'ssm:';
const SECRET = 'secret:';

/** Whether a value of that name is one that states and handlers may ask for while they run, whatever the deployment files say. */
export function isAskedForInRuns(name: string): boolean {
  return name.startsWith(SSM) || name.startsWith(SECRET);
}

/** What a person has given goes before what the deployment files declare. */
export function withDeclared(project: Pick<Project, 'given' | 'stacks'>, stack?: string): GivenValues {
  const { all, stacks } = project.given?.() ?? { all: {} };
  return { all: { ...declaredParameters(project, stack), ...all }, ...(stacks && { stacks }) };
}

/** @param stack whose own values go before those of all */
export function givenParameters(given: GivenValues, stack?: string): ParameterStore {
  const values = valuesOf(given, stack);
  return {
    find: (name) => textAt(values, `${SSM}${name}`) ?? textAt(values, name),
    below: (path) =>
      [...new Set(Object.keys(values).map((key) => key.replace(/^ssm:/, '')))]
        .filter((name) => name.startsWith(path))
        .sort(),
  };
}

/** As {@link givenParameters}. A secret of which keys are given is the object of them. */
export function givenSecrets(given: GivenValues, stack?: string): SecretStore {
  const values = valuesOf(given, stack);
  return {
    find(name) {
      const whole = textAt(values, `${SECRET}${name}`);
      if (whole !== undefined) return whole;
      const before = `${SECRET}${name}#`;
      const keys = Object.entries(values).filter(([key]) => key.startsWith(before));
      const parts = keys.map(([key, value]) => [key.slice(before.length), value] as const);
      return parts.length > 0 ? jsonText(Object.fromEntries(parts)) : undefined;
    },
  };
}

function valuesOf({ all, stacks }: GivenValues, stack: string | undefined): GivenValues['all'] {
  return { ...all, ...(stack === undefined ? undefined : stacks?.[stack]) };
}

/** A list is one text, as a StringList is. */
function textAt(values: GivenValues['all'], key: string): string | undefined {
  if (!Object.hasOwn(values, key)) return undefined;
  const value = values[key]!;
  if (typeof value === 'string') return value;
  const isListOfTexts = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return isListOfTexts ? value.join(',') : jsonText(value);
}
