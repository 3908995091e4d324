import { slackManifest } from '../../../functions/channels/slack/manifest.ts';

const [siteUrl = ''] = process.argv.slice(2);

if (URL.canParse(siteUrl)) console.log(JSON.stringify(slackManifest(siteUrl), undefined, 2));
else {
  console.error('npm run --silent slack:manifest -- https://the.address.of.the.site');
  process.exitCode = 1;
}
