import { randomUUID } from 'node:crypto';
import { keepWithin } from '../../notify/mailer.ts';
import { makePersonMail } from '../../notify/person-mail.ts';
import { makeAnnounce } from '../../use-cases/announce.ts';
import { makeSendOnce } from '../../use-cases/send-once.ts';
import { makeCarryJournal } from '../carry-journal.ts';
import type { Config } from '../config.ts';
import { makeSeals } from '../seals.ts';
import type { MailEngines, SealEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

export function wireJournal(
  config: Config<'journal'>,
  { table, clock, sendMail, secret }: MailEngines & SealEngines,
) {
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
  const setting = {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    serviceMail: config.SERVICE_MAIL,
    siteUrl: config.SITE_URL,
  };
  const announce = makeAnnounce({
    ...deps,
    seals: makeSeals(secret),
    voice: makePersonMail(setting, keepWithin(config.MAIL_DOMAINS, sendMail)),
    // Its timeout, in infra/journal.ts: who waits for a code does not wait for longer.
    sendOnce: makeSendOnce({ ...deps, runMinutes: 1 }),
  });
  return makeCarryJournal(announce);
}
