/** What no page may say again: controls, and what turns a text round or hides in it. */
export const unseen =
  /(?![\t\n])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** What somebody who means harm, or has had bad luck, may type. */
export const hostile: Readonly<Record<string, string>> = {
  markup: '"><img src=x onerror=alert(1)><script>alert(1)</script>\'<svg/onload=alert(1)>',
  'a formula': '=HYPERLINK("https://example.org";"@SUM(1+1)")',
  'a text that runs backwards': '\u202eegassem\u2066 nu\u2069 \u200f',
  'a text with holes': 'a\u200bb\ufeffc\u2060d\u200e',
  controls: 'a\u0000b\u0007\u001b[31mc\u0085\r\n\tSet-Cookie: a=b',
  'characters of four bytes': '👩🏽\u200d🔧𝒳𠮷'.repeat(30),
  'half a character': '\ud83d',
  'a hundred kilobytes': 'é'.repeat(16_000),
  'a number beyond numbers': '9'.repeat(400),
  'a name of the language': '__proto__',
};
