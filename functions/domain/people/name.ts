const longest = 80;
const mostWords = 7;
/** Letters, with the hyphens, apostrophes and abbreviations (`J.-P.`, `Mme`) of names. */
const word = /^[\p{L}\p{M}][\p{L}\p{M}'’-]*$|^(\p{L}{1,4}\.-?){1,3}$/u;

/**
 * Whether a text is a name, and neither a link nor a line of prose: it is shown in mails to people who do not know who
 * typed it.
 */
export function isPersonName(text: string): boolean {
  const words = text.split(' ');
  return (
    text.length <= longest && words.length <= mostWords && words.every((each) => word.test(each))
  );
}
