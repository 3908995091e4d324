interface Written {
  readonly lastOpening: string;
  readonly lastPhoto?: string | undefined;
}

/** Whether what is stored is what we wanted to write: a refusal may be the echo of our own write, its answer lost. */
export function isSameWrite(stored: Written, wanted: Written): boolean {
  return stored.lastOpening === wanted.lastOpening && stored.lastPhoto === wanted.lastPhoto;
}
