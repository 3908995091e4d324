import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What a provider of the tests stores, for as long as it runs: its own memory is shared by all, and warns of it. */
export function keepInMemory(): (name: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return (name) => {
    const find = async (id: string) => kept.get(`${name} ${id}`);
    const findBy = (field: 'uid' | 'userCode') => async (value: string) =>
      [...kept].find(([at, payload]) => at.startsWith(name) && payload[field] === value)?.[1];
    return {
      async upsert(id, payload) {
        kept.set(`${name} ${id}`, payload);
      },
      find,
      findByUid: findBy('uid'),
      findByUserCode: findBy('userCode'),
      async destroy(id) {
        kept.delete(`${name} ${id}`);
      },
      async revokeByGrantId(grantId) {
        for (const [at, payload] of kept) if (payload.grantId === grantId) kept.delete(at);
      },
      async consume(id) {
        const payload = kept.get(`${name} ${id}`);
        if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
      },
    };
  };
}
