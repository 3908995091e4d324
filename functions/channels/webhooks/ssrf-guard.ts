import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** https://www.iana.org/assignments/iana-ipv4-special-registry: nothing there is a receiver on the Internet. */
const refusedIPv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  // Multicast, reserved, broadcast.
  '224.0.0.0/3',
];

/** Of IPv6 only what is given out to the world is let through: mapped, NAT64, local and multicast addresses are outside. */
const givenOutIPv6 = ['2000::/3'];

/** https://www.iana.org/assignments/iana-ipv6-special-registry: those that carry other addresses, tests and examples. */
const refusedIPv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

export type IsAllowed = (address: string) => boolean;

/** Throws for what is no network. */
export function createNetworks(networks: readonly string[]): IsAllowed {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits || Number.NaN), familyOf(address));
  }
  return (address) => list.check(address, familyOf(address));
}

const isRefused = createNetworks([...refusedIPv4, ...refusedIPv6]);
const isGivenOut = createNetworks(givenOutIPv6);

/** Whether that address is one of the Internet's. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || isRefused(address)) return false;
  return isIP(address) === 4 || isGivenOut(address);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

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

export function createAddressGuard({ allowedNetworks, resolve }: AddressRules): AddressGuard {
  const isLetIn = createNetworks(allowedNetworks);
  /** Without encryption nothing leaves for the Internet. */
  const canReach = (address: string, { protocol }: URL) =>
    isLetIn(address) || (protocol === 'https:' && isPublic(address));

  return {
    checkHost(url) {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !canReach(host, url)) throw new ForbiddenAddress();
    },

    lookupFor: (url) => (host, options, done) => {
      (resolve ?? resolveAll)(host, (error, addresses) => {
        const first = addresses?.[0];
        if (error || !first) return done(error ?? notFound(), '');
        // A name that leads to one inner address has no business leading anywhere.
        const forbidden = addresses.some(({ address }) => !canReach(address, url));
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
