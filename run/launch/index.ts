export { choicesOfFlags, choicesOfLaunch } from './choices';
export { EDITOR, TERMINAL } from './front';
export type { HistoryTarget } from './history';
export { lazyLambdaHost } from './lazyLambdaHost';
export { flagsOf, RUN_OPTIONS } from './options';
export type { AttributeName, Choices, FlagsOf, OptionName } from './options';
export { prepareMachine, readInput, readProjectOf } from './prepareMachine';
export type { LaunchReader, PreparedMachine, Program, Unprepared } from './prepareMachine';
export { installFolderOfUser, LaunchServices } from './services';
