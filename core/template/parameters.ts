/** What the parameters of a template are. Source: CloudFormation, "Parameters", "Supplied parameter types". */
import { jsonText } from '../jsonText';
import type { Json, JsonObject } from '../json';
import { isJsonObject } from '../json';
import { phrase } from '../l10n/phrase';
import { environmentOf, givenOrUnset } from './scope';
import type { TemplateScope } from './scope';
import type { SubstitutionValue } from './template';

const SSM_TYPE = /^AWS::SSM::Parameter::Value<(.*)>$/;
const LIST_TYPE = /^(CommaDelimitedList|List<.*>)$/;

/** The value of a parameter: as a person gives it, else as the stack's configuration, else as the template has it. */
export function parameterValue(name: string, declared: JsonObject, scope: TemplateScope): SubstitutionValue {
  const type = typeof declared['Type'] === 'string' ? declared['Type'] : 'String';
  const { parameters, suggestions = {} } = environmentOf(scope);
  const place = scope.placeOfParameter?.(name) ?? scope.place;
  const known = (Object.hasOwn(parameters, name) ? parameters[name] : undefined) ?? declared['Default'];
  const ofSsm = SSM_TYPE.exec(type)?.[1];
  const isSecret = declared['NoEcho'] === true || declared['NoEcho'] === 'true';
  const allowed = Array.isArray(declared['AllowedValues']) ? declared['AllowedValues'].map(String) : undefined;
  const given = environmentOf(scope).values.given(`param:${name}`) ?? known;
  if (given === undefined) {
    const why = phrase`The parameter ${name} has no default.`;
    return givenOrUnset(
      {
        key: `param:${name}`,
        why,
        place,
        suggestions: allowed ?? (Object.hasOwn(suggestions, name) ? suggestions[name] : undefined),
        isSecret,
      },
      scope,
    );
  }
  if (ofSsm === undefined) return { kind: 'literal', value: typed(given, type) };
  // Its value is the name of what is meant.
  const key = `ssm:${textOfParameter(given)}` as const;
  const why = phrase`Only AWS knows the value of the parameter ${textOfParameter(given)} of Systems Manager.`;
  const found = givenOrUnset({ key, why, place, isSecret }, scope);
  return found.kind === 'literal' ? { kind: 'literal', value: typed(found.value, ofSsm) } : found;
}

function typed(value: Json, type: string): Json {
  if (!LIST_TYPE.test(type) || Array.isArray(value)) return value;
  return textOfParameter(value)
    .split(',')
    .map((item) => item.trim());
}

function textOfParameter(value: Json): string {
  return isJsonObject(value) ? jsonText(value) : String(value);
}
