/** The folder of this clone. */
export const ROOT: string;
/** Builds what is missing of `kind`, and returns its folder. */
export function build(kind: 'page' | 'sim' | 'engines' | 'library'): string;
