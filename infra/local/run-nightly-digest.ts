import { requestNightlyDigest } from './request-nightly-digest.ts';
import { Halt } from './shared/data-folder.ts';

// `npm run night`
try {
  for (const line of await requestNightlyDigest(process.env)) console.log(line);
} catch (error) {
  console.error(error instanceof Halt ? error.message : error);
  process.exitCode = 1;
}
