import './author.e2e';
import './runWorkflow.e2e';
import './keys.e2e';
import './services.e2e';
import './inlineDefinition.e2e';
import './debugWorkflow.e2e';
import './debugHandler.e2e';
import './awsIsNotCalled.e2e';
