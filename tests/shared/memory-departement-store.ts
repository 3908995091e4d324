import type { Register } from '../../functions/domain/colleges/college.ts';
import type { Instant } from '../../functions/domain/dates.ts';
import type { Campaign } from '../../functions/domain/declarations/campaign.ts';
import type { DepartementStore } from '../../functions/use-cases/ports.ts';

/** Stores copies, so that later changes by callers do not reach them. */
export class MemoryDepartementStore implements DepartementStore {
  #register: Register = [];
  #campaigns: readonly Campaign[] = [];
  /** The instants at which the register was replaced. */
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
