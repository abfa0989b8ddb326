import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver/node';
import { folds } from '../../core/features/folding';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const folding: LanguageFeature = {
  capability: { foldingRangeProvider: true },
  register(context) {
    context.connection.onFoldingRanges(
      forDocument<FoldingRangeParams, FoldingRange[]>(context, 'folding', [], ({ text, isDefinition }) =>
        // A template is another language's file: folding it is not ours.
        isDefinition ? folds(text) : [],
      ),
    );
  },
};
