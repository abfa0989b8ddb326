import './views.e2e';
import './events.e2e';
