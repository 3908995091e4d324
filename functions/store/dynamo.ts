import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  type GetItemCommandOutput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';

/** All that we ask of DynamoDB. A condition that does not hold rejects with an error named `ConditionalCheckFailedException`. */
export interface Dynamo {
  getItem(input: GetItemCommandInput): Promise<Pick<GetItemCommandOutput, 'Item'>>;
  query(input: QueryCommandInput): Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>;
  putItem(input: PutItemCommandInput): Promise<unknown>;
  deleteItem(input: DeleteItemCommandInput): Promise<unknown>;
}

export const sdkDynamo = (client: DynamoDBClient): Dynamo => ({
  getItem: (input) => client.send(new GetItemCommand(input)),
  query: (input) => client.send(new QueryCommand(input)),
  putItem: (input) => client.send(new PutItemCommand(input)),
  deleteItem: (input) => client.send(new DeleteItemCommand(input)),
});
