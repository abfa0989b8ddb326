import './packaged.e2e';
