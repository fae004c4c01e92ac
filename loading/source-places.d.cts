/** A line of a stack, with the place in the file in the place of that in the translation. */
export function frameInSource(frame: string): string;

/** `read`: what was compiled in the place of a file, with its map at the end; `undefined` where Node did it itself. */
export function knowTranslations(read: (file: string) => string | undefined): void;
