/** As much of `fetch` as is needed to speak JSON with somebody; it gives up in time by itself, and follows nobody elsewhere. */
export type FetchText = (
  address: string,
  init?: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  },
) => Promise<TextAnswer>;

export interface TextAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}
