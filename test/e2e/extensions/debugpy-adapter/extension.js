// Stands in for ms-python.debugpy: the same debug type, served by the debugpy of the machine's own Python.
const vscode = require('vscode');

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory('debugpy', {
      createDebugAdapterDescriptor(session) {
        const { connect } = session.configuration;
        if (session.configuration.request === 'attach' && connect) {
          // Debugpy listens with an adapter of its own in the debugged process: speak to it directly.
          return new vscode.DebugAdapterServer(connect.port, connect.host);
        }
        return new vscode.DebugAdapterExecutable(process.env.STEPWISE_E2E_PYTHON || 'python3', [
          '-m',
          'debugpy.adapter',
        ]);
      },
    }),
  );
};
