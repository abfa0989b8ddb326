/** Where a run is asked for, and how options are called there: sentences about them are the same but for that. */
import { phrase } from '../../core/l10n/phrase';
import { RUN_OPTIONS, type OptionName } from './options';

export interface Front {
  /** Whether `-` is standard input, or standard output. */
  readonly hasStreams: boolean;
  /** The option: `--seed`, `"seed"`. */
  called(option: OptionName): string;
  /** As a person writes it: `--mock FILE`, `"runAnyway": true`. */
  written(option: OptionName): string;
  /** Where it is written, behind it; empty where that goes without saying. */
  readonly where: string;
  /** What follows upon what is wrong with the option's value; empty, or a sentence with a blank before it. */
  correct(option: OptionName): string;
}

export const TERMINAL: Front = {
  hasStreams: true,
  called: (option) => `--${RUN_OPTIONS[option].flag?.name ?? option}`,
  written(option) {
    const { value } = RUN_OPTIONS[option].flag ?? {};
    return value === undefined ? this.called(option) : `${this.called(option)} ${value}`;
  },
  where: '',
  correct: () => '',
};

export const EDITOR: Front = {
  hasStreams: false,
  called: (option) => `"${option}"`,
  written: (option) => (RUN_OPTIONS[option].form === 'switch' ? phrase`"${option}": true` : `"${option}"`),
  get where() {
    return phrase` in the launch configuration`;
  },
  correct(option) {
    return phrase` Correct ${this.called(option)}${this.where}.`;
  },
};
