/** A line of a stack, with the place in the file in the place of that in the translation. */
export function frameInSource(frame: string): string;

/** `read`: what was compiled in the place of the file. */
export function knowSource(file: string, read: () => string): void;
