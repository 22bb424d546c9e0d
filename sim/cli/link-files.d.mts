/** Puts the files of a folder under another that does not exist yet: as other names of them, or as copies. */
export function linkFiles(from: string, to: string): void;
