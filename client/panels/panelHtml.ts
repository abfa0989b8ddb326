/** The page that a panel's script draws into. Nothing is inline: its policy allows one script and one style sheet. */

import type { Translations } from '../../core/l10n/phrase';

export interface PanelPage {
  /** The name of the panel: its script draws into the element `stepwise-NAME`. */
  readonly name: string;
  readonly title: string;
  /** Fresh for each page. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The person's language, as a tag, and its texts; absent: English. */
  readonly language: string;
  readonly translations?: Translations;
}

export function panelHtml(page: PanelPage): string {
  const { name, title, nonce, cspSource, scriptUri, styleUri, language, translations = {} } = page;
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; font-src ${cspSource}; img-src ${cspSource}`;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<link rel="stylesheet" href="${escaped(styleUri)}">
<title>${escaped(title)}</title>
</head>
<body>
<div id="stepwise-${escaped(name)}" data-translations="${escaped(JSON.stringify(translations))}"></div>
<script nonce="${escaped(nonce)}" src="${escaped(scriptUri)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
