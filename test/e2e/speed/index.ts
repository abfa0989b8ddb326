import './debugToStop.e2e';
