import { machineFacts } from '../facts/machineFacts';
import { phrase } from '../l10n/phrase';
import { buildMachine } from '../model/buildMachine';
import type { Machine } from '../model/machine';
import type { SyntaxDocument } from '../syntax/tree';
import { markedSpan } from './rule';
import type { Diagnostic, Rule, RuleContext, ValidateOptions } from './rule';
import { SYNTAX_SEVERITY } from './syntaxCodes';

/** What the syntax of a text gives to report, whatever it describes. */
export function syntaxDiagnostics({ problems }: Pick<SyntaxDocument, 'problems'>): Diagnostic[] {
  return problems.map(({ code, isTooDeep, message, span }) => ({
    code,
    severity: SYNTAX_SEVERITY[code],
    message,
    span,
    ...awsCode(isTooDeep ? 'TOO_DEEPLY_NESTED' : code === 'json-syntax' ? 'INVALID_JSON_DESCRIPTION' : undefined),
  }));
}

/** Runs rules over a machine; the findings come in source order. */
export function runRules(rules: readonly Rule[], machine: Machine, options: ValidateOptions = {}): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const context: RuleContext = { ...machineFacts(machine), options };
  for (const rule of rules) {
    if (options.errorsOnly && rule.severity !== 'error' && !rule.hasErrors) continue;
    rule.check(context, (node, message, details = {}) => {
      diagnostics.push({
        code: rule.code,
        severity: details.severity ?? rule.severity,
        message,
        span: markedSpan(node, details.part),
        related: details.related?.map((place) => ({ message: place.message, span: markedSpan(place.node) })),
        data: details.data,
        ...((details.mayRun ?? rule.mayRun) && { mayRun: true }),
        ...awsCode(details.aws ?? rule.aws),
      });
    });
  }
  return diagnostics.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function awsCode(aws: string | undefined): Pick<Diagnostic, 'aws'> {
  return aws === undefined ? {} : { aws };
}

/** A definition must be an object with StartAt and States. Where it is something else, nothing more is reported. */
export function machineOf(document: SyntaxDocument): Machine | Diagnostic | undefined {
  const machine = buildMachine(document);
  if (machine || !document.root) return machine;
  return {
    code: 'not-a-machine',
    severity: 'error',
    message: phrase`A state machine must be an object with StartAt and States.`,
    span: document.root.span,
  };
}
