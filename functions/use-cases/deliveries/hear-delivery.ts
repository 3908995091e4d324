import type { SendOnce } from '../notices/send-once.ts';
import type { MoveDelivery, MoveDeliveryCommand, MoveDeliveryOutcome } from './move-delivery.ts';

export interface HearDeliveryDeps {
  readonly moveDelivery: MoveDelivery;
  /** Remembers what was heard for as long as anybody may say it again. */
  readonly sendOnce: SendOnce;
}

export interface HeardCommand extends Omit<MoveDeliveryCommand, 'by' | 'door' | 'opening'> {
  /** Who says it, as the service Éducation calls that machine. */
  readonly sender: string;
  /** Of the message: the same one again is the same act, whatever has happened since. */
  readonly messageId: string;
}

export type HearOutcome =
  | MoveDeliveryOutcome
  | { readonly kind: 'repeated' }
  /** The same message is being dealt with at this moment. */
  | { readonly kind: 'busy' };

export type HearDelivery = (command: HeardCommand) => Promise<HearOutcome>;

/** What another system says of a delivery. What was refused may be said again: tomorrow it may be right. */
export function makeHearDelivery({ moveDelivery, sendOnce }: HearDeliveryDeps): HearDelivery {
  return async ({ sender, messageId, ...command }) => {
    const heard: { outcome?: MoveDeliveryOutcome } = {};
    const noticeId = `hook-${sender}-${messageId}`;
    const report = await sendOnce({ noticeId, recipient: 'deliveries' }, async () => {
      const by = { machine: sender };
      heard.outcome = await moveDelivery({ ...command, by, door: 'hook', opening: noticeId });
      if (!isSettled(heard.outcome)) throw new Error(heard.outcome.kind);
    });
    if (heard.outcome) return heard.outcome;
    if (report.outcome === 'failed') throw report.error;
    return { kind: report.outcome === 'claimed' ? 'busy' : 'repeated' };
  };
}

/** News that come late are settled too: what is further along is believed. */
function isSettled({ kind }: MoveDeliveryOutcome): boolean {
  return kind === 'done' || kind === 'settled';
}
