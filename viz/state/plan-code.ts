/** A plan as a part of an address: compressed, in letters, digits, hyphens and underscores. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { FileData } from '../../sim/runner/authoring.ts';

/** Longest code that is looked at: anybody may have written an address. */
export const PLAN_CODE_MAX = 24_000;

export function encodePlan(data: FileData): string {
  const bytes = deflateSync(strToU8(JSON.stringify(data)), { level: 9 });
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The plan of a code; null where it is none. */
export function decodePlan(code: string): FileData | null {
  if (code.length > PLAN_CODE_MAX || !/^[\w-]+$/.test(code)) return null;
  try {
    const text = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
    const data: unknown = JSON.parse(strFromU8(inflateSync(Uint8Array.from(text, (one) => one.charCodeAt(0)))));
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as FileData) : null;
  } catch {
    return null;
  }
}
