/** What comes back at once: nothing, a few words, or a message. */
export function readAnswer(body: string): Readonly<Record<string, unknown>> | undefined {
  if (body === '') return undefined;
  try {
    const said: unknown = JSON.parse(body);
    if (typeof said === 'object' && said !== null) return { ...said };
  } catch {
    // Words.
  }
  return { text: body };
}
