import type { Account, AccountBook } from '../../use-cases/ports.ts';
import { type Activity, tenantOf } from './read-activity.ts';
import type { Member, TeamsApi } from './teams-deps.ts';

/** `<tenant>/<object id in Entra>`, the same in every conversation. */
export function accountOf(activity: Activity): string {
  const { aadObjectId, id } = activity.from;
  return `${tenantOf(activity)}/${aadObjectId ?? id}`;
}

/** Whoever did something in a conversation, as that conversation knows them; it knows of nobody else. */
export function accountsOf(activity: Activity, teams: TeamsApi): AccountBook {
  const { serviceUrl, conversation, from } = activity;
  return {
    async find(account) {
      if (account !== accountOf(activity)) return undefined;
      const member = await teams.findMember({ serviceUrl, id: conversation.id }, from.id);
      return member && describe(member, activity);
    },
  };
}

function describe(member: Member, activity: Activity): Account {
  const { email, userPrincipalName, name } = member;
  const tenantId = tenantOf(activity);
  return {
    kind: kindOf(member, tenantId),
    name: name ?? '',
    mail: email || userPrincipalName || undefined,
    address: JSON.stringify({
      serviceUrl: activity.serviceUrl,
      tenantId,
      member: activity.from.id,
    }),
  };
}

/** What another organisation says of its people's mail is not enough for us; nor is anything said of who signed in nowhere. */
function kindOf(member: Member, tenantId: string | undefined): Account['kind'] {
  const { userRole, userPrincipalName, tenantId: home } = member;
  if (userRole === 'anonymous') return 'outsider';
  if (userRole === 'guest' || userPrincipalName?.toUpperCase().includes('#EXT#')) return 'guest';
  return home && home !== tenantId ? 'outsider' : 'member';
}
