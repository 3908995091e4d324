import { demoEducation, demoStaff } from '../seed/demo-declarations.ts';
import { loopback } from '../shared/http.ts';

/*
 * Microsoft's Agents Playground, which stands for Teams on this machine. Its terms allow evaluation only, so it is no
 * dependency of this project: npx downloads it on demand.
 */
export const playground = '@microsoft/m365agentsplayground@0.2.28';

/** Invented ids, which Microsoft 365 would issue. */
export const tenantId = '00000000-0000-4000-8000-000000000047';
export const appId = '00000000-0000-4000-8000-0000000000b0';
export const educationChannel = '19:education@thread.tacv2';

/** Derived from the port of the local environment, which needs it before the playground starts. */
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
    // The playground's spelling.
    userPrincipleName: mail,
    aadObjectId: `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
    givenName,
    surname: surname.join(' ') || name,
    email: mail,
  };
}

/** The content of `.m365agentsplayground.yml` (JSON is YAML too). The playground needs exactly five users besides the current one. */
export function playgroundSettings(currentMail?: string): string {
  const users = (first ? [first, ...others] : others).map(userOf);
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
