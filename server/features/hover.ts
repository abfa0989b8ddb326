import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { innermostText } from '../../core/features/embeddedText';
import { hover } from '../../core/features/hover';
import { loadCatalogue } from '../../services/loadTables';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const hoverFeature: LanguageFeature = {
  capability: { hoverProvider: true },
  register(context) {
    context.connection.onHover(
      forDocument<HoverParams, Hover | null>(context, 'hover', null, ({ text, uri }, { position }) => {
        const inner = innermostText(text, text.document.offsetAt(position));
        const found = hover(inner.text, inner.offset, loadCatalogue(), context.failures.of(uri));
        if (!found) return null;
        return {
          contents: { kind: MarkupKind.Markdown, value: found.text },
          range: text.document.rangeOf(inner.spanOf(found.span)),
        };
      }),
    );
  },
};
