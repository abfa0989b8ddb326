import './interruptedRun.e2e';
