/** One message to one person or channel, written once; each voice draws it in its own way. All text is plain. */
export interface Notice {
  /** The subject of a mail, the header of a card. */
  readonly title: string;
  /** Says the essential by itself: screen readers, notifications and previews get nothing else. */
  readonly summary: string;
  readonly sections: readonly NoticeSection[];
  readonly actions: readonly NoticeAction[];
  /** Who writes and why, in small print. */
  readonly footer: string;
}

export interface NoticeSection {
  readonly title: string;
  readonly text?: string | undefined;
  readonly facts?: readonly Fact[] | undefined;
  readonly table?: NoticeTable | undefined;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface NoticeTable {
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly string[])[];
}

export interface NoticeAction {
  /** Says what happens, e.g. "Ouvrir le site". */
  readonly label: string;
  readonly url: string;
}
