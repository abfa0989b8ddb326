import type { DefinitionParams, Location } from 'vscode-languageserver/node';
import { innermostText } from '../../core/features/embeddedText';
import { definitionsOf, nameAt } from '../../core/features/nameAt';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const definition: LanguageFeature = {
  capability: { definitionProvider: true },
  register(context) {
    context.connection.onDefinition(
      forDocument<DefinitionParams, Location[]>(context, 'definition', [], ({ text, uri }, { position }) => {
        const inner = innermostText(text, text.document.offsetAt(position));
        const named = nameAt(inner.text, inner.offset);
        return named
          ? definitionsOf(named).map((span) => ({ uri, range: text.document.rangeOf(inner.spanOf(span)) }))
          : [];
      }),
    );
  },
};
