/** One line of JSON in the function's log. Without the message: it may quote what somebody typed. */
export function reportError({ name, stack }: Error): void {
  const where = stack?.split('\n').filter((line) => line.trim().startsWith('at '));
  console.error(JSON.stringify({ level: 'error', error: name, where }));
}
