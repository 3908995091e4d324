import * as z from 'zod';
import type { College } from '../../domain/colleges/college.ts';
import type { Campaign } from '../../domain/declarations/campaign.ts';
import type { DepartementStore } from '../../use-cases/ports.ts';
import {
  campaignKey,
  campaignPrefix,
  currentRegisterKey,
  departementPk,
  registerPageKey,
  registerPagePrefix,
} from './keys.ts';
import { type Shape, schemaVersions, storedUai } from './schemas.ts';
import { type Table, under } from './table.ts';
import { readItem } from './versioned-store.ts';

const storedCollege = z.lazy(() =>
  z.looseObject({
    uai: storedUai,
    name: z.string(),
    commune: z.string(),
    postcode: z.string(),
    street: z.string().optional(),
    mail: z.string().optional(),
    phone: z.string().optional(),
    pupils: z.number().optional(),
    aliases: z.array(z.string()),
    citeScolaire: z.boolean(),
  } satisfies Shape<College>),
);

const storedPage = z.lazy(() => z.object({ colleges: z.array(storedCollege) }));
const storedCurrent = z.lazy(() => z.object({ registerVersion: z.string() }));
export const storedCampaign = z.lazy(() =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    opensOn: z.string(),
    closesOn: z.string(),
  } satisfies Shape<Campaign>),
);

/** An item may have 400 KB; a collège is well under 1 KB. */
const collegesPerPage = 300;

/** A run that began before the replacement may still read the pages of the replaced register: they stay for a week. */
const replacedRegisterSeconds = 7 * 24 * 3600;

/** A register is stored in pages under its version; one last write makes that version the current one. */
export function createDepartementStore(table: Table, departement: string): DepartementStore {
  const pk = departementPk(departement);
  const schemaVersion = schemaVersions.register;

  async function currentRegisterVersion(): Promise<string | undefined> {
    const item = await table.get(currentRegisterKey(departement));
    return item && storedCurrent.parse(item).registerVersion;
  }

  async function pagesOf(registerVersion: string) {
    return table.query(under(pk, registerPagePrefix(registerVersion)));
  }

  return {
    async register(): Promise<readonly College[]> {
      const registerVersion = await currentRegisterVersion();
      if (!registerVersion) return [];
      const pages = await pagesOf(registerVersion);
      return pages.flatMap((page) => storedPage.parse(page).colleges);
    },

    async replaceRegister(register, at) {
      const replaced = await currentRegisterVersion();
      for (let page = 0; page * collegesPerPage < register.length; page += 1) {
        const first = page * collegesPerPage;
        const colleges = register.slice(first, first + collegesPerPage);
        await table.put({ ...registerPageKey(departement, at, page), colleges, schemaVersion });
      }
      await table.put({ ...currentRegisterKey(departement), registerVersion: at, schemaVersion });
      if (!replaced || replaced === at) return;
      const expiresAt = Math.floor(Date.parse(at) / 1000) + replacedRegisterSeconds;
      for (const page of await pagesOf(replaced)) {
        const { pk, sk } = storedKey.parse(page);
        await table.put({ ...page, pk, sk, expiresAt });
      }
    },

    async campaigns(): Promise<readonly Campaign[]> {
      const items = await table.query(under(pk, campaignPrefix));
      return items.map((item) => readItem<Campaign>(storedCampaign, item));
    },

    async putCampaign(campaign) {
      await table.put({
        ...campaignKey(departement, campaign.id),
        ...campaign,
        schemaVersion: schemaVersions.campaign,
      });
    },
  };
}

const storedKey = z.lazy(() => z.object({ pk: z.string(), sk: z.string() }));
