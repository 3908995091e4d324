import { randomUUID } from 'node:crypto';
import { eventsOf } from '../../hooks/events-of.ts';
import { keepWithin } from '../../notify/mailer.ts';
import { makePersonMail } from '../../notify/person-mail.ts';
import { makePersonPosts } from '../../notify/person-posts.ts';
import { makeAnnounce } from '../../use-cases/notices/announce.ts';
import { makeSendOnce } from '../../use-cases/notices/send-once.ts';
import { makeSendForPhotos } from '../../use-cases/photos/send-for-photos.ts';
import { makeAnnounceEvents } from '../../use-cases/webhooks/announce-events.ts';
import { makeCarryJournal } from '../carry-journal.ts';
import type { Config } from '../config.ts';
import { makeSeals } from '../seals.ts';
import type { HookEngines, MailEngines, PostEngines, SealEngines } from './engines.ts';
import { wireStores } from './wire-stores.ts';

export function wireJournal(
  config: Config<'journal'>,
  engines: MailEngines & PostEngines & SealEngines & HookEngines,
) {
  const { table, clock, sendMail, putPost, secret, dispatchQueue } = engines;
  const deps = { ...wireStores(table, config.DEPARTEMENT, clock), clock, newId: randomUUID };
  const setting = {
    departementName: config.DEPARTEMENT_NAME,
    serviceName: config.SERVICE_NAME,
    serviceMail: config.SERVICE_MAIL,
    siteUrl: config.SITE_URL,
  };
  // Its timeout, in infra/journal.ts: who waits for a code does not wait for longer.
  const sendOnce = makeSendOnce({ ...deps, runMinutes: 1 });
  const announce = makeAnnounce({
    ...deps,
    seals: makeSeals(secret),
    voices: [
      makePersonMail(setting, keepWithin(config.MAIL_DOMAINS, sendMail)),
      makePersonPosts({ ...deps, door: 'slack', setting, putPost }),
      makePersonPosts({ ...deps, door: 'teams', setting, putPost }),
    ],
    sendOnce,
  });
  const sendForPhotos = makeSendForPhotos(
    (photo, from) => putPost({ kind: 'photo', photo, ...from }),
    sendOnce,
  );
  const announceEvents = makeAnnounceEvents({ ...deps, sendOnce, eventsOf, queue: dispatchQueue });
  return makeCarryJournal({
    async announce(happening) {
      const reports = await Promise.all([announce(happening), announceEvents(happening)]);
      return reports.flat();
    },
    sendForPhotos,
  });
}
