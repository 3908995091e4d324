import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { CounterApi } from './counter-api.ts';
import type { Departement } from './departement.ts';
import { FilledSecret } from './filled-secret.ts';
import { HooksDoor } from './hooks-door.ts';
import { Journal } from './journal.ts';
import { Mail } from './mail.ts';
import { Night } from './night.ts';
import { Photos } from './photos.ts';
import { SignInSecret } from './sign-in-secret.ts';
import { SlackDoor } from './slack-door.ts';
import { SlackNotices } from './slack-notices.ts';
import type { StageSettings } from './stages.ts';
import { CounterTable } from './table.ts';
import { TeamsDoor } from './teams-door.ts';
import { TeamsNotices } from './teams-notices.ts';
import { WebDoor } from './web-door.ts';
import { Webhooks } from './webhooks.ts';

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
