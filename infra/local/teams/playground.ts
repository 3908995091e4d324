import { demoEducation, demoStaff } from '../seed/demo-declarations.ts';
import { loopback } from '../shared/http.ts';

/*
 * Microsoft's own Agents Playground, which stands for Teams on this machine. It is fetched when somebody asks for it, and
 * is no part of this project: its terms are for evaluation.
 */
export const playground = '@microsoft/m365agentsplayground@0.2.28';

/** Invented, and of nobody: what Microsoft 365 would have given the bot and its organisation. */
export const tenantId = '00000000-0000-4000-8000-000000000047';
export const appId = '00000000-0000-4000-8000-0000000000b0';
export const educationChannel = '19:education@thread.tacv2';

/** Beside the port of the world, so that the world knows it before the playground is there. */
export const playgroundPort = (localPort: number): number => localPort + 10;
export const serviceUrl = (port: number): string => `http://${loopback}:${port}/_connector`;

const [first, ...others] = [
  ...demoStaff,
  demoEducation,
  { name: 'Sacha Bernard', mail: 'sacha.bernard@colleges.example.org' },
  { name: 'Nina Roy', mail: 'nina.roy@colleges.example.org' },
  { name: 'Lou Garcia', mail: 'lou.garcia@colleges.example.org' },
];

function userOf({ name, mail }: { readonly name: string; readonly mail: string }, index: number) {
  const [givenName = '', ...surname] = name.split(' ');
  return {
    id: `29:${mail.split('@')[0]}`,
    name,
    // Spelt as the playground spells it.
    userPrincipleName: mail,
    aadObjectId: `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
    givenName,
    surname: surname.join(' ') || name,
    email: mail,
  };
}

/** Who is there and where they meet, in its file `.m365agentsplayground.yml`: JSON, which is YAML too. Five others, no more and no less. */
export function playgroundSettings(currentMail?: string): string {
  const everybody = first ? [first, ...others] : others;
  const users = everybody.map(userOf);
  const current = users.find(({ email }) => email === currentMail) ?? users[0];
  return JSON.stringify(
    {
      version: '0.1.1',
      tenantId,
      bot: { id: `28:${appId}`, name: 'Casiers 47' },
      currentUser: current,
      users: users.filter((user) => user !== current),
      personalChat: { id: 'a:casiers' },
      groupChat: { id: '19:gestionnaires', name: 'Gestionnaires' },
      team: {
        id: '19:team@thread.tacv2',
        name: 'Éducation',
        aadGroupId: '00000000-0000-4000-8000-000000000200',
        channels: [{ id: educationChannel, name: 'Casiers' }],
      },
    },
    undefined,
    2,
  );
}
