// What matters of the AWS Toolkit beside us: it serves the same languages and takes `.asl.json` into a custom editor.
const vscode = require('vscode');

exports.activate = (context) => {
  const selector = [{ language: 'asl' }, { language: 'asl-yaml' }];
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider('workflowStudio.asl', {
      resolveCustomTextEditor(_document, panel) {
        panel.webview.html = '<p>Workflow Studio look-alike</p>';
      },
    }),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: () => new vscode.Hover('hover of the AWS Toolkit look-alike'),
    }),
  );
};
