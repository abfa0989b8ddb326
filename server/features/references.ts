import type { Location, ReferenceParams } from 'vscode-languageserver/node';
import { innermostText } from '../../core/features/embeddedText';
import { definitionsOf, nameAt, referencesOf } from '../../core/features/nameAt';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const references: LanguageFeature = {
  capability: { referencesProvider: true },
  register(context) {
    context.connection.onReferences(
      forDocument<ReferenceParams, Location[]>(context, 'references', [], ({ text, uri }, params) => {
        const inner = innermostText(text, text.document.offsetAt(params.position));
        const named = nameAt(inner.text, inner.offset);
        if (!named) return [];
        const definitions = new Set(definitionsOf(named).map(({ start }) => start));
        return referencesOf(inner.text, named)
          .filter(({ start }) => params.context.includeDeclaration || !definitions.has(start))
          .map((span) => ({ uri, range: text.document.rangeOf(inner.spanOf(span)) }));
      }),
    );
  },
};
