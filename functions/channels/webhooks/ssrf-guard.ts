import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** https://www.iana.org/assignments/iana-ipv4-special-registry: networks that are not on the public Internet. */
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

/** Global unicast: mapped, NAT64, local and multicast addresses of IPv6 are outside. */
const globalIPv6 = ['2000::/3'];

/** https://www.iana.org/assignments/iana-ipv6-special-registry: within global unicast, networks for tunnels, tests and examples. */
const refusedIPv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

export type IsAllowed = (address: string) => boolean;

/** Throws for a text that is not a network. */
export function createNetworks(networks: readonly string[]): IsAllowed {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits || Number.NaN), familyOf(address));
  }
  return (address) => list.check(address, familyOf(address));
}

const isRefused = createNetworks([...refusedIPv4, ...refusedIPv6]);
const isGlobal = createNetworks(globalIPv6);

/** Whether an IP address is on the public Internet. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || isRefused(address)) return false;
  return isIP(address) === 4 || isGlobal(address);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

export type Resolve = (
  host: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export interface AddressRules {
  /** Allowed although they are not public, e.g. `127.0.0.0/8` for a receiver on the same machine. */
  readonly allowedNetworks: readonly string[];
  /** How names are resolved; by the system when absent. */
  readonly resolve?: Resolve | undefined;
}

/** The host resolves to an address that nothing is sent to. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

export interface AddressGuard {
  /** Throws for a forbidden IP address in the URL itself, which is connected to without a lookup. */
  checkHost(url: URL): void;
  /** The lookup of the connection itself: the address that is checked is the one connected to, which defeats DNS rebinding. */
  lookupFor(url: URL): LookupFunction;
}

const resolveAll: Resolve = (host, done) => lookup(host, { all: true, verbatim: true }, done);

export function createAddressGuard({ allowedNetworks, resolve }: AddressRules): AddressGuard {
  const isAllowed = createNetworks(allowedNetworks);
  /** Plain HTTP is sent to allowed networks only. */
  const canReach = (address: string, { protocol }: URL) =>
    isAllowed(address) || (protocol === 'https:' && isPublic(address));

  return {
    checkHost(url) {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !canReach(host, url)) throw new ForbiddenAddress();
    },

    lookupFor: (url) => (host, options, done) => {
      (resolve ?? resolveAll)(host, (error, addresses) => {
        const first = addresses?.[0];
        if (error || !first) return done(error ?? notFound(), '');
        // One internal address among the addresses of a name makes the whole name suspect.
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
