export const EXHAUSTIVE_TAG: string;
export const WITHOUT_EXHAUSTIVE: string;
export const EXHAUSTIVE: readonly string[];
