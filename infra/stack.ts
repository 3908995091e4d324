import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Departement } from './config/departement.ts';
import type { StageSettings } from './config/stages.ts';
import { Alarms } from './constructs/alarms.ts';
import { AppHttpApi } from './constructs/http-api.ts';
import { Mail } from './constructs/mail.ts';
import { FilledSecret, SignInSecret } from './constructs/secrets.ts';
import { SecurityMetrics } from './constructs/security-metrics.ts';
import { AppTable } from './constructs/table.ts';
import { MailOutbound } from './lambdas/mail-outbound.ts';
import { NightlyDigest } from './lambdas/nightly-digest.ts';
import { PhotoUploads } from './lambdas/photo-uploads.ts';
import { SignInCodes } from './lambdas/sign-in-codes.ts';
import { SlackInbound } from './lambdas/slack-inbound.ts';
import { SlackOutbound } from './lambdas/slack-outbound.ts';
import { TableStream } from './lambdas/table-stream.ts';
import { TeamsInbound } from './lambdas/teams-inbound.ts';
import { TeamsOutbound } from './lambdas/teams-outbound.ts';
import { WebFunction } from './lambdas/web.ts';
import { WebhooksInbound } from './lambdas/webhooks-inbound.ts';
import { WebhooksOutbound } from './lambdas/webhooks-outbound.ts';

export interface AppStackProps {
  readonly stage: StageSettings;
  readonly departement: Departement;
}

/** All the resources of one Département in one stage. */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { stage, departement }: AppStackProps) {
    // Paris: the data of a French administration stay in France.
    super(scope, id, { env: { region: 'eu-west-3' }, terminationProtection: stage.retain });

    const table = new AppTable(this, 'Table', stage);
    const api = new AppHttpApi(this, 'Api', stage);
    const mail = new Mail(this, 'Mail', stage);
    const siteUrl = departement.siteUrl ?? api.url;
    const alarms = new Alarms(this, 'Alarms', stage);
    const security = new SecurityMetrics(this, 'Security', { stage, alarms });
    const shared = { stage, departement, table, mail, alarms, security };

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
    const photos = new PhotoUploads(this, 'PhotoUploads', shared);
    const webhooks = new WebhooksOutbound(this, 'WebhooksOutbound', shared);
    const slackOutbound = new SlackOutbound(this, 'SlackOutbound', {
      ...shared,
      slackSecret,
      photos,
    });

    const teamsOutbound = new TeamsOutbound(this, 'TeamsOutbound', {
      ...shared,
      teamsSecret,
      photos,
    });
    const mailOutbound = new MailOutbound(this, 'MailOutbound', { ...shared, siteUrl });
    const notifications = { slackOutbound, teamsOutbound };

    new WebFunction(this, 'Site', { ...shared, siteUrl, api, signInSecret, photos, webhooks });
    new SlackInbound(this, 'SlackInbound', { ...shared, siteUrl, api, signInSecret, slackSecret });
    new TeamsInbound(this, 'TeamsInbound', { ...shared, siteUrl, api, signInSecret, teamsSecret });
    new WebhooksInbound(this, 'WebhooksInbound', { ...shared, api });
    new SignInCodes(this, 'SignInCodes', { ...shared, siteUrl, signInSecret });
    new TableStream(this, 'TableStream', {
      ...shared,
      siteUrl,
      mailOutbound,
      ...notifications,
      webhooks,
    });
    new NightlyDigest(this, 'NightlyDigest', { ...shared, siteUrl, ...notifications });
    new CfnOutput(this, 'SiteUrl', { value: siteUrl });
    new CfnOutput(this, 'TableName', { value: table.name });
  }
}
