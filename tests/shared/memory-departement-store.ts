import type { Register } from '../../functions/domain/colleges/college.ts';
import type { Instant } from '../../functions/domain/dates.ts';
import type { Campaign } from '../../functions/domain/declarations/campaign.ts';
import type { DepartementStore } from '../../functions/use-cases/ports.ts';

/** Keeps what it is given, as a copy: what callers do to theirs afterwards does not reach it. */
export class MemoryDepartementStore implements DepartementStore {
  #register: Register = [];
  #campaigns: readonly Campaign[] = [];
  /** When the register was replaced, each time. */
  readonly replacedAt: Instant[] = [];

  async register(): Promise<Register> {
    return structuredClone(this.#register);
  }

  async replaceRegister(register: Register, at: Instant): Promise<void> {
    this.#register = structuredClone(register);
    this.replacedAt.push(at);
  }

  async campaigns(): Promise<readonly Campaign[]> {
    return structuredClone(this.#campaigns);
  }

  async putCampaign(campaign: Campaign): Promise<void> {
    const others = this.#campaigns.filter(({ id }) => id !== campaign.id);
    this.#campaigns = [...others, structuredClone(campaign)];
  }
}
