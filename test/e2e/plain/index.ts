import './plainPython.e2e';
