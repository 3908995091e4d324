/** The bytes of the file: the bundler inlines them, so that no file is read at run time. */
declare module '*.ttf' {
  const bytes: Uint8Array;
  export = bytes;
}
