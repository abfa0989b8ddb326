import './restrictedMode.e2e';
