// Replaces a package that a bundle leaves out. It exports nothing.
export {};
