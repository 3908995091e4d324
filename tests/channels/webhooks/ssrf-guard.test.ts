import { describe, expect, test } from 'vitest';
import {
  createAddressGuard,
  createNetworks,
  isPublic,
} from '../../../functions/channels/webhooks/ssrf-guard.ts';

describe('an address', () => {
  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.7',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'febf::1',
    'fec0::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    '2002:7f00:1::',
    '2001::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '5f00::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '::ffff:0:127.0.0.1',
    '4000::1',
    'fd00:ec2::254',
    '',
    'localhost',
    '127.1',
    '0x7f000001',
    '1.2.3.4.5',
  ])('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2a01:e0a::1',
    '2001:4860:4860::8888',
  ])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test('is matched with a network bit by bit', () => {
    const isIn = createNetworks(['10.1.0.0/16', '::1/128']);
    expect(['10.1.255.255', '10.2.0.0', '::1', '::2'].map(isIn)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(() => createNetworks(['10.1.0.0'])).toThrow();
    expect(() => createNetworks(['everything/0'])).toThrow();
  });
});

describe('the guard', () => {
  const strict = createAddressGuard({ allowedNetworks: [] });

  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/',
    'https://[fd00:ec2::254]/',
    'https://１２７.0.0.1/',
  ])('refuses the internal address %s', (url) => {
    expect(() => strict.checkHost(new URL(url))).toThrow();
  });

  test('refuses plain HTTP to the Internet, even where local networks are allowed', () => {
    const local = createAddressGuard({ allowedNetworks: ['127.0.0.0/8'] });
    expect(() => local.checkHost(new URL('http://127.0.0.1:8080/'))).not.toThrow();
    expect(() => local.checkHost(new URL('https://1.1.1.1/'))).not.toThrow();
    expect(() => local.checkHost(new URL('http://1.1.1.1/'))).toThrow();
    expect(() => local.checkHost(new URL('http://10.0.0.1/'))).toThrow();
  });

  function lookUp(addresses: readonly string[], all: boolean) {
    const guard = createAddressGuard({
      allowedNetworks: [],
      resolve: (_host, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    });
    return new Promise((resolve) => {
      guard.lookupFor(new URL('https://hooks.example.org/'))(
        'hooks.example.org',
        { all },
        (error, found) => resolve(error ? error.name : found),
      );
    });
  }

  test.each([true, false])(
    'resolves to the addresses that it has checked (all: %s)',
    async (all) => {
      expect(await lookUp(['1.1.1.1'], all)).toEqual(
        all ? [{ address: '1.1.1.1', family: 4 }] : '1.1.1.1',
      );
      expect(await lookUp(['10.0.0.1'], all)).toBe('ForbiddenAddress');
      expect(await lookUp(['1.1.1.1', '::ffff:10.0.0.1'], all)).toBe('ForbiddenAddress');
      expect(await lookUp([], all)).toBe('Error');
    },
  );
});
