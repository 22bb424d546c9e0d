export const KB_MAX: number;
export function firstView(
  urls: readonly string[],
): Promise<{ readonly page: number; readonly worlds: number; readonly pixi: number }>;
