import './otherViews.e2e';
import './views.e2e';
import './events.e2e';
