import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const settings = z.object({ context: z.looseObject({ departement: z.string() }) });

/** The context that the `cdk` command would give to the app. */
export function readCdkContext(root: string): z.output<typeof settings>['context'] {
  return settings.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context;
}
