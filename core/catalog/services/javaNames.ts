/**
 * How Step Functions names what a model names: as the AWS SDK for Java 2 does. A run of capitals is one word:
 * `DBInstanceIdentifier` → `DbInstanceIdentifier`. Source: its `CodegenNamingUtils.splitOnWordBoundaries`.
 * There are exceptions: a name that differs only in case is no mistake.
 */
import { uncapitalized } from '../../uncapitalized';

function words(name: string): string[] {
  return name
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/([^a-z]{2,})v(\d+)/g, '$1 v$2 ')
    .replace(/([^A-Z]{2,})V(\d+)/g, '$1 V$2 ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/(\d)([A-Za-z])/g, '$1 $2')
    .split(' ')
    .filter(Boolean);
}

function pascalCase(name: string): string {
  return words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}

/** A member as a definition writes it: `KMSKeyId` → `KmsKeyId`. */
export function memberInDefinition(name: string): string {
  return pascalCase(name);
}

/** The action as a definition writes it: `PutItem` → `putItem`. */
export function actionInDefinition(operation: string): string {
  return uncapitalized(operation);
}

/** A service in the names of errors: `DynamoDB` → `DynamoDb`, `Config Service` → `Config`. Source: its `getServiceName`. */
export function serviceInErrors(serviceId: string): string {
  return pascalCase(serviceId)
    .replace(/^(Amazon|Aws)/, '')
    .replace(/Service$/, '');
}

/** Every error ends so, of the first SDK for Java as of the second. Source: their `getExceptionName`. */
export function exceptionName(error: string): string {
  return error.endsWith('Exception') ? error : `${error.replace(/Fault$/, '')}Exception`;
}

/**
 * What a state catches: `DynamoDb.ConditionalCheckFailedException`, `S3.NoSuchKeyException`.
 *
 * @param serviceId of the model, `DynamoDB`
 * @param error the name of the error's shape
 */
export function stateError(serviceId: string, error: string): string {
  return `${serviceInErrors(serviceId)}.${exceptionName(pascalCase(error))}`;
}
