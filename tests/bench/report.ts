/** What the process of a function says of the event that it has just answered. */
export interface Report {
  /** From event to answer, without what it waited for others. */
  readonly ownMicroseconds: number;
  /** Of the processor, since the process began: less disturbed than time is by a busy machine. */
  readonly cpuMilliseconds: number;
  readonly peakKilobytes: number;
  readonly loadsUndici: boolean;
}
