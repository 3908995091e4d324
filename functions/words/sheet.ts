/** A table for a spreadsheet. Numbers stay numbers, so that nobody retypes them. */
export interface Sheet {
  /** Shown on the tab; at most 31 characters, without []:*?/\ */
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = string | number | undefined;
