import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublic, makeNetworks } from './public-networks.ts';

export type Resolve = (
  host: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export interface AddressRules {
  /** Let in though they are not the Internet's, e.g. `127.0.0.0/8` for a receiver on one's own machine. */
  readonly allowedNetworks: readonly string[];
  /** How names are looked up; the system's way when absent. */
  readonly resolve?: Resolve | undefined;
}

/** The address that was to be connected to is one that we never send to. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

export interface AddressGuard {
  /** Throws for an address written as numbers: no name is looked up for it. */
  checkHost(url: URL): void;
  /** Given to the connection: what it hands over is what is connected to, so a name cannot change its mind between. */
  lookupFor(url: URL): LookupFunction;
}

const resolveAll: Resolve = (host, done) => lookup(host, { all: true, verbatim: true }, done);

export function makeAddressGuard({ allowedNetworks, resolve }: AddressRules): AddressGuard {
  const isLetIn = makeNetworks(allowedNetworks);
  /** Without encryption nothing leaves for the Internet. */
  const mayReach = (address: string, { protocol }: URL) =>
    isLetIn(address) || (protocol === 'https:' && isPublic(address));

  return {
    checkHost(url) {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !mayReach(host, url)) throw new ForbiddenAddress();
    },

    lookupFor: (url) => (host, options, done) => {
      (resolve ?? resolveAll)(host, (error, addresses) => {
        const first = addresses?.[0];
        if (error || !first) return done(error ?? notFound(), '');
        // A name that leads to one inner address has no business leading anywhere.
        const forbidden = addresses.some(({ address }) => !mayReach(address, url));
        if (forbidden) return done(new ForbiddenAddress(), '');
        if (options.all) return done(null, [...addresses]);
        return done(null, first.address, first.family);
      });
    },
  };
}

function notFound(): NodeJS.ErrnoException {
  return Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
}
