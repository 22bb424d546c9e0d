export function lock(file: string, what: string): () => void;
export type Lock =
  | { readonly release: () => void; readonly refresh: () => void; readonly holder?: undefined }
  | { readonly holder: string; readonly release?: undefined };
export function tryLock(file: string, heldMsMax: number): Lock;
export function isRunning(pid: number): boolean;
