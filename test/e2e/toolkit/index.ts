import './besideTheToolkit.e2e';
