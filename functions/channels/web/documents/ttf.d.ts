/** The bytes of the file: the bundle carries them, so that nothing is read while it runs. */
declare module '*.ttf' {
  const bytes: Uint8Array;
  export = bytes;
}
