import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { createTeamsPackage } from './teams-package.ts';

const options = z.tuple([z.guid(), z.url({ protocol: /^https$/ }), z.string().min(1)]);
const file = 'casiers-teams.zip';

const { data } = options.safeParse(process.argv.slice(2, 5));
if (data) {
  const [appId, siteUrl, departementName] = data;
  const version = process.argv[5] ?? '1.0.0';
  writeFileSync(file, createTeamsPackage({ appId, siteUrl, departementName, version }));
  console.log(file);
} else {
  console.error('npm run teams:package -- <app id> <https address of the site> <its name> [1.0.0]');
  process.exitCode = 1;
}
