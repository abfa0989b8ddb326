import './firstFile.e2e';
