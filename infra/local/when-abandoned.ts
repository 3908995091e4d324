/**
 * npm passes signals on to its shell only, which dies without a word to us: a parent that changed is all we see.
 * Gives no notice to what was started without npm: it may well outlive its terminal.
 */
export function whenAbandoned(end: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const { ppid } = process;
  setInterval(() => {
    if (process.ppid !== ppid) end();
  }, 500).unref();
}
