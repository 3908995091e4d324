import { makeTeamsHandler } from '../../doors/teams/teams-handler.ts';
import { makeTable } from '../../store/table.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { wireTeams } from '../wire/wire-teams.ts';
import { dynamoClient, secretFetched, secretNamed } from './clients.ts';

const config = readConfig('teams', process.env);

export const handler = makeTeamsHandler(
  wireTeams(config, {
    table: makeTable(dynamoClient(), config.TABLE_NAME),
    clock: makeClock(config.TIME_ZONE),
    secret: secretNamed(config.SIGN_IN_SECRET_ID),
    fetchTeamsSecret: secretFetched(config.TEAMS_SECRET_ID),
  }),
);
