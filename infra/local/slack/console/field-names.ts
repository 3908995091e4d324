/** A field of a form, by its block and its action. */
export const fieldName = (blockId: string, actionId: string | undefined): string =>
  join('field', blockId, actionId ?? '');

/** What a button sends: its block, its action, and the choice that it is one of, if it is. */
export const pressName = (blockId: string, actionId = '', choice = ''): string =>
  join('press', blockId, actionId, choice);

export interface PressedName {
  readonly blockId: string;
  readonly actionId: string;
  readonly choice: string;
}

export function readPressName(name: string): PressedName | undefined {
  const [kind, blockId = '', actionId = '', choice = ''] = name.split(':').map(decodeURIComponent);
  return kind === 'press' ? { blockId, actionId, choice } : undefined;
}

const join = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join(':');
