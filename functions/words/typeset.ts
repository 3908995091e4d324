/** French typography: a no-break space before double signs and inside guillemets, so that no line begins with them. */
export function typeset(text: string): string {
  return text.replace(/ (?=[:;!?»])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0');
}
