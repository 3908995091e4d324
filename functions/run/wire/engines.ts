import type { SendMail } from '../../notify/mailer.ts';
import type { PutPost } from '../../notify/post-queue.ts';
import type { Table } from '../../store/table.ts';
import type { Clock } from '../../use-cases/ports.ts';
import type { DispatchQueue } from '../../use-cases/webhooks/webhook-ports.ts';

export interface Engines {
  readonly table: Table;
  readonly clock: Clock;
}

export interface SealEngines extends Engines {
  /** What sign-in codes and sessions are sealed with. */
  readonly secret: () => Promise<string>;
}

export interface MailEngines extends Engines {
  readonly sendMail: SendMail;
}

export interface HookEngines extends Engines {
  /** Where what other systems are told waits for its turn. */
  readonly dispatchQueue: DispatchQueue;
}

export interface PostEngines extends Engines {
  /** Puts it on the queue of its chat. */
  readonly putPost: PutPost;
}
