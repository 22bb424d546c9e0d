export function worldsFault(error: unknown): string | undefined;
