import type { OidcSetting } from '../../../../functions/adapters/oidc/settings.ts';
import { crochepierre, durand } from '../../../shared/examples.ts';
import {
  createTestEnvironment,
  type EnvironmentOptions,
} from '../../../shared/test-environment.ts';
import { openBrowser } from '../browser.ts';
import { openProviderBrowser } from './at-provider.ts';

export const collegePage = `/colleges/${crochepierre.uai}`;

export type Visit = Awaited<ReturnType<typeof visitProvider>>;

/** A test environment whose identity provider is the given one, where Claire Durand signs in. */
export async function visitProvider(
  provider: { issuer: string; play: (scene: { user: string }) => unknown },
  { oidc, ...options }: Omit<EnvironmentOptions, 'oidc'> & { oidc?: Partial<OidcSetting> } = {},
) {
  provider.play({ user: durand.mail });
  const environment = await createTestEnvironment({
    ...options,
    oidc: { issuer: provider.issuer, ...oidc },
  });
  const browser = openBrowser(environment);
  const there = openProviderBrowser();
  /** Goes to the provider, and returns the path of this site that it redirects to. */
  const leave = async (from = '/connexion/oidc') => there.visit((await browser.get(from)).location);
  return {
    environment,
    browser,
    there,
    leave,
    signInThere: async (from?: string) => browser.get(await leave(from)),
    isSignedIn: async (who = browser) => (await who.get(collegePage)).status === 200,
    /** The names of the errors that were logged. */
    faults: () => environment.errors.map(({ name }) => name),
  };
}
