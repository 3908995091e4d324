import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Departement } from './config/departement.ts';
import type { StageSettings } from './config/stages.ts';
import { Alarms } from './constructs/alarms.ts';
import { CounterApi } from './constructs/http-api.ts';
import { Mail } from './constructs/mail.ts';
import { FilledSecret, SignInSecret } from './constructs/secrets.ts';
import { CounterTable } from './constructs/table.ts';
import { Night } from './lambdas/nightly-digest.ts';
import { Photos } from './lambdas/photo-uploads.ts';
import { SlackDoor } from './lambdas/slack-inbound.ts';
import { SlackNotices } from './lambdas/slack-outbound.ts';
import { Journal } from './lambdas/table-stream.ts';
import { TeamsDoor } from './lambdas/teams-inbound.ts';
import { TeamsNotices } from './lambdas/teams-outbound.ts';
import { WebDoor } from './lambdas/web.ts';
import { HooksDoor } from './lambdas/webhooks-inbound.ts';
import { Webhooks } from './lambdas/webhooks-outbound.ts';

export interface CounterStackProps {
  readonly stage: StageSettings;
  readonly departement: Departement;
}

/** The whole counter of one Département in one stage. */
export class CounterStack extends Stack {
  constructor(scope: Construct, id: string, { stage, departement }: CounterStackProps) {
    // Paris: the data of French administrations stay in France.
    super(scope, id, { env: { region: 'eu-west-3' }, terminationProtection: stage.retain });

    const table = new CounterTable(this, 'Table', stage);
    const api = new CounterApi(this, 'Api', stage);
    const mail = new Mail(this, 'Mail', stage);
    const siteUrl = departement.siteUrl ?? api.url;
    const house = { stage, departement, table, mail, alarms: new Alarms(this, 'Alarms', stage) };

    const signInSecret = new SignInSecret(this, 'SignInSecret', stage);
    const slackSecret = new FilledSecret(this, 'SlackSecret', {
      stage,
      description: 'Slack, as docs/slack.md says',
      template: { signingSecret: '', botToken: '', workspaces: [], educationChannel: '' },
    });
    const teamsSecret = new FilledSecret(this, 'TeamsSecret', {
      stage,
      description: 'Teams, as docs/teams.md says',
      template: { appId: '', tenantId: '', clientSecret: '', educationChannel: '' },
    });
    const photos = new Photos(this, 'Photos', house);
    const webhooks = new Webhooks(this, 'Webhooks', house);
    const slackNotices = new SlackNotices(this, 'SlackNotices', { ...house, slackSecret, photos });

    const teamsNotices = new TeamsNotices(this, 'TeamsNotices', { ...house, teamsSecret, photos });
    const notices = { slackNotices, teamsNotices };

    new WebDoor(this, 'WebDoor', { ...house, siteUrl, api, signInSecret, photos, webhooks });
    new SlackDoor(this, 'SlackDoor', { ...house, siteUrl, api, signInSecret, slackSecret });
    new TeamsDoor(this, 'TeamsDoor', { ...house, siteUrl, api, signInSecret, teamsSecret });
    new HooksDoor(this, 'HooksDoor', { ...house, api });
    new Journal(this, 'Journal', { ...house, siteUrl, signInSecret, ...notices, webhooks });
    new Night(this, 'Night', { ...house, siteUrl, ...notices });
    new CfnOutput(this, 'SiteUrl', { value: siteUrl });
    new CfnOutput(this, 'TableName', { value: table.name });
  }
}
