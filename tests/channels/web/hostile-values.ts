/** What no page may repeat: control characters, and invisible ones that reorder a text or hide in it. */
export const unseen =
  /(?![\t\n])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** Values that an attacker, or a broken client, may send in a field. */
export const hostile: Readonly<Record<string, string>> = {
  markup: '"><img src=x onerror=alert(1)><script>alert(1)</script>\'<svg/onload=alert(1)>',
  'a formula': '=HYPERLINK("https://example.org";"@SUM(1+1)")',
  'a text written right to left': '\u202eegassem\u2066 nu\u2069 \u200f',
  'invisible characters': 'a\u200bb\ufeffc\u2060d\u200e',
  'control characters': 'a\u0000b\u0007\u001b[31mc\u0085\r\n\tSet-Cookie: a=b',
  'characters of four bytes': '👩🏽\u200d🔧𝒳𠮷'.repeat(30),
  'a lone surrogate': '\ud83d',
  'a hundred kilobytes': 'é'.repeat(16_000),
  'a number too large': '9'.repeat(400),
  'a property of objects': '__proto__',
};
