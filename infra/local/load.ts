import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Departement } from '../departement.ts';

export interface LoadInputs {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly settings: Departement;
  /** Add plausible declarations. */
  readonly demo: boolean;
  readonly now: Date;
}

/** Puts the register and the campaigns into an empty table, through the use cases. */
export async function load(_inputs: LoadInputs): Promise<void> {}
