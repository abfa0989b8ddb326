import { METADATA, type IntegratedService } from './integration';

export const dynamodb: IntegratedService = {
  name: 'dynamodb',
  source: 'AWS: Perform CRUD operations on DynamoDB tables with Step Functions',
  errors: { prefix: 'DynamoDB', service: 'AmazonDynamoDBv2', otherError: 'AmazonDynamoDBException' },
  actions: {
    getItem: {
      doc: 'Reads one item by its key. Where there is none, the answer has no `Item`.',
      request: { TableName: 'Orders', Key: { id: { 'S.$': '$.id' } } },
      response: { Item: { id: { S: '42' } }, ...METADATA },
    },
    putItem: {
      doc: 'Writes an item, replacing the one with the same key.',
      request: { TableName: 'Orders', Item: { id: { 'S.$': '$.id' } } },
      response: { ...METADATA },
    },
    updateItem: {
      doc: 'Changes attributes of one item.',
      required: ['TableName', 'Key'],
      request: {
        TableName: 'Orders',
        Key: { id: { 'S.$': '$.id' } },
        UpdateExpression: 'SET paid = :paid',
        ExpressionAttributeValues: { ':paid': { BOOL: true } },
        ReturnValues: 'ALL_NEW',
      },
      response: { Attributes: { id: { S: '42' }, paid: { BOOL: true } }, ...METADATA },
    },
    deleteItem: {
      doc: 'Deletes one item by its key.',
      request: { TableName: 'Orders', Key: { id: { 'S.$': '$.id' } } },
      response: { ...METADATA },
    },
  },
};
