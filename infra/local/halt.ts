/** Why the local world cannot go on: one French line for the person at the keyboard, without a stack. */
export class Halt extends Error {}
