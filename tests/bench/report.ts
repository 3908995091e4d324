/** What the process of a function says of the event that it has just answered. */
export interface Report {
  /** From event to answer, without what it waited for others. */
  readonly ownMicroseconds: number;
  readonly peakKilobytes: number;
  readonly loadsUndici: boolean;
}
