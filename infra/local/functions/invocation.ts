/** What the host tells a function's process. `event` is JSON, as on Lambda. */
export interface Invocation {
  readonly requestId: string;
  readonly event: string;
  /** Milliseconds since 1970: it is killed then. */
  readonly deadline: number;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** What a function's process tells the host. */
export type FunctionWord =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answered'; readonly result: string }
  | ({ readonly kind: 'failed' } & FunctionError);
