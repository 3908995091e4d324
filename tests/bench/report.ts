/** What the process of a function measures for one event. */
export interface Report {
  /** From event to answer, without the time waiting for other services. */
  readonly ownMicroseconds: number;
  /** Processor time since the process started; other load affects it less than wall time. */
  readonly cpuMilliseconds: number;
  readonly peakKilobytes: number;
  readonly loadsUndici: boolean;
}
