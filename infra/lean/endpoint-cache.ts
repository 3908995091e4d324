/** Stands for `@aws-sdk/endpoint-cache`: DynamoDB answers where it always does, so nothing is looked up or kept. */
export class EndpointCache {}
