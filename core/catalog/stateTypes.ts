/** What each state type does, and a whole state of it to insert. */
import type { QueryLanguage, StateType } from '../model/machine';

export interface StateTypeSpec {
  /** One or two sentences, Markdown. */
  readonly doc: string;
  /** A name for a new state of the type. */
  readonly sampleName: string;
  /** The state's object in JSON, LSP snippet syntax, by query language. */
  readonly snippet: Record<QueryLanguage, string>;
}

const both = (snippet: string): Record<QueryLanguage, string> => ({ JSONPath: snippet, JSONata: snippet });

export const STATE_TYPE_SPECS: Record<StateType, StateTypeSpec> = {
  Pass: {
    doc: 'Passes its input on, or replaces it with fixed or computed data. It calls nothing.',
    sampleName: 'Prepare',
    snippet: {
      JSONPath: '{\n\t"Type": "Pass",\n\t"Result": {\n\t\t$2\n\t},\n\t"End": true\n}',
      JSONata: '{\n\t"Type": "Pass",\n\t"Output": "{% ${2:\\$states.input} %}",\n\t"End": true\n}',
    },
  },
  Task: {
    doc: 'Calls something and waits for the result: a Lambda function, an activity or another AWS service.',
    sampleName: 'Call function',
    snippet: {
      JSONPath:
        '{\n\t"Type": "Task",\n\t"Resource": "arn:aws:states:::lambda:invoke",\n\t"Parameters": {\n\t\t"FunctionName": "$2",\n\t\t"Payload.\\$": "\\$"\n\t},\n\t"End": true\n}',
      JSONata:
        '{\n\t"Type": "Task",\n\t"Resource": "arn:aws:states:::lambda:invoke",\n\t"Arguments": {\n\t\t"FunctionName": "$2",\n\t\t"Payload": "{% \\$states.input %}"\n\t},\n\t"Output": "{% \\$states.result.Payload %}",\n\t"End": true\n}',
    },
  },
  Choice: {
    doc: 'Decides which state follows: the first rule that matches wins, otherwise `Default`.',
    sampleName: 'Decide',
    snippet: {
      JSONPath:
        '{\n\t"Type": "Choice",\n\t"Choices": [\n\t\t{\n\t\t\t"Variable": "\\$.$2",\n\t\t\t"${3:StringEquals}": "$4",\n\t\t\t"Next": "$5"\n\t\t}\n\t],\n\t"Default": "$6"\n}',
      JSONata:
        '{\n\t"Type": "Choice",\n\t"Choices": [\n\t\t{\n\t\t\t"Condition": "{% ${2:\\$states.input.ok} %}",\n\t\t\t"Next": "$3"\n\t\t}\n\t],\n\t"Default": "$4"\n}',
    },
  },
  Wait: {
    doc: 'Waits for a number of seconds or until a moment, then goes on.',
    sampleName: 'Wait a minute',
    snippet: both('{\n\t"Type": "Wait",\n\t"Seconds": ${2:60},\n\t"End": true\n}'),
  },
  Succeed: {
    doc: 'Ends the execution (or its branch or iteration) successfully.',
    sampleName: 'Done',
    snippet: both('{\n\t"Type": "Succeed"\n}'),
  },
  Fail: {
    doc: 'Ends the execution as failed, with an error name and a cause. Inside a Parallel or Map, that state fails, and may retry or catch.',
    sampleName: 'Give up',
    snippet: both('{\n\t"Type": "Fail",\n\t"Error": "${2:ErrorName}",\n\t"Cause": "${3:What went wrong}"\n}'),
  },
  Parallel: {
    doc: 'Runs several branches at the same time and waits for all of them; the result is the array of their outputs.',
    sampleName: 'Do both',
    snippet: both(
      '{\n\t"Type": "Parallel",\n\t"Branches": [\n\t\t{\n\t\t\t"StartAt": "${2:First}",\n\t\t\t"States": {\n\t\t\t\t"${2:First}": {\n\t\t\t\t\t"Type": "Pass",\n\t\t\t\t\t"End": true\n\t\t\t\t}\n\t\t\t}\n\t\t},\n\t\t{\n\t\t\t"StartAt": "${3:Second}",\n\t\t\t"States": {\n\t\t\t\t"${3:Second}": {\n\t\t\t\t\t"Type": "Pass",\n\t\t\t\t\t"End": true\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t],\n\t"End": true\n}',
    ),
  },
  Map: {
    doc: 'Runs the same states for every item of an array: inside this execution, or as child executions of their own (distributed).',
    sampleName: 'For each item',
    snippet: {
      JSONPath:
        '{\n\t"Type": "Map",\n\t"ItemsPath": "\\$.${2:items}",\n\t"ItemProcessor": {\n\t\t"ProcessorConfig": {\n\t\t\t"Mode": "INLINE"\n\t\t},\n\t\t"StartAt": "${3:Work}",\n\t\t"States": {\n\t\t\t"${3:Work}": {\n\t\t\t\t"Type": "Pass",\n\t\t\t\t"End": true\n\t\t\t}\n\t\t}\n\t},\n\t"End": true\n}',
      JSONata:
        '{\n\t"Type": "Map",\n\t"Items": "{% \\$states.input.${2:items} %}",\n\t"ItemProcessor": {\n\t\t"ProcessorConfig": {\n\t\t\t"Mode": "INLINE"\n\t\t},\n\t\t"StartAt": "${3:Work}",\n\t\t"States": {\n\t\t\t"${3:Work}": {\n\t\t\t\t"Type": "Pass",\n\t\t\t\t"End": true\n\t\t\t}\n\t\t}\n\t},\n\t"End": true\n}',
    },
  },
};
