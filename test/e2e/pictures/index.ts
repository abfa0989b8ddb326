import './views.e2e';
