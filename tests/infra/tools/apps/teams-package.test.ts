import { inflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { teamsManifest } from '../../../../functions/channels/teams/manifest.ts';
import { createTeamsPackage, teamsIcons } from '../../../../infra/tools/apps/teams-package.ts';

const setting = {
  appId: '7d0c36f4-25a1-4b3b-9f0e-6a8a1d4a0001',
  siteUrl: 'https://casiers.example.org/',
  departementName: 'Lot-et-Garonne',
  version: '1.0.0',
};

/** The part of the manifest schema 1.17 that we use. */
const https = z.url({ protocol: /^https$/ }).max(2048);
const scopes = z
  .array(z.enum(['team', 'personal', 'groupChat']))
  .min(1)
  .max(3);
const manifest = z.strictObject({
  $schema: z.literal(
    'https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
  ),
  manifestVersion: z.literal('1.17'),
  version: z
    .string()
    .regex(/^[0-9]+\.[0-9]+\.[0-9]+$/)
    .max(256),
  id: z.guid(),
  developer: z.strictObject({
    name: z.string().min(1).max(32),
    websiteUrl: https,
    privacyUrl: https,
    termsOfUseUrl: https,
  }),
  name: z.strictObject({ short: z.string().min(1).max(30), full: z.string().min(1).max(100) }),
  description: z.strictObject({
    short: z.string().min(1).max(80),
    full: z.string().min(1).max(4000),
  }),
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.literal('fr'),
    additionalLanguages: z.array(z.never()),
  }),
  icons: z.strictObject({ color: z.string(), outline: z.string() }),
  accentColor: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  defaultInstallScope: z.enum(['personal', 'team', 'groupChat']),
  bots: z
    .array(
      z.strictObject({
        botId: z.guid(),
        scopes,
        supportsFiles: z.boolean(),
        isNotificationOnly: z.literal(false),
        commandLists: z
          .array(
            z.strictObject({
              scopes,
              commands: z
                .array(
                  z.strictObject({
                    title: z.string().min(1).max(32),
                    description: z.string().min(1).max(128),
                  }),
                )
                .min(1)
                .max(10),
            }),
          )
          .max(3),
      }),
    )
    .length(1),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
  validDomains: z
    .array(
      z
        .string()
        .regex(/^[\w.-]+$/)
        .max(2048),
    )
    .max(16),
});

describe('the package of the Teams app', () => {
  test('has a valid manifest in French', () => {
    const described = teamsManifest(setting);
    expect(manifest.safeParse(described).error?.issues ?? []).toEqual([]);
    expect(described).toMatchObject({
      id: setting.appId,
      bots: [{ botId: setting.appId, scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['casiers.example.org'],
      developer: { privacyUrl: 'https://casiers.example.org/donnees-personnelles' },
    });
  });

  test('has a valid manifest for a Département with a long name', () => {
    const departementName = 'Saint-Martin-et-la-très-longue-vallée-des-Alpes-de-Haute-Provence';
    expect(manifest.safeParse(teamsManifest({ ...setting, departementName })).success).toBe(true);
  });

  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ] as const)('has an icon of the required size: %s', (name, side) => {
    const icon = Buffer.from(teamsIcons[name]());
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([side, side]);
    const length = icon.readUInt32BE(33);
    const dots = inflateSync(icon.subarray(41, 41 + length));
    expect(dots).toHaveLength(side * (1 + side * 4));
  });

  test('has an outline icon in white on transparent', () => {
    const icon = Buffer.from(teamsIcons['outline.png']());
    const dots = inflateSync(icon.subarray(41, 41 + icon.readUInt32BE(33)));
    const colours = new Set<number>();
    for (let row = 0; row < 32; row += 1) {
      for (let dot = 0; dot < 32; dot += 1) colours.add(dots.readUInt32BE(row * 129 + 1 + dot * 4));
    }
    expect(colours).toEqual(new Set([0xffffff00, 0xffffffff]));
  });

  test('is an archive of three files, the same each time', () => {
    const archive = Buffer.from(createTeamsPackage(setting));
    expect(Buffer.from(createTeamsPackage(setting)).equals(archive)).toBe(true);
    const files = unzipSync(archive);
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? archive))).toEqual(
      teamsManifest(setting),
    );
    expect(files['outline.png']).toEqual(new Uint8Array(teamsIcons['outline.png']()));
  });
});
