export function lock(file: string, what: string): () => void;
export function isRunning(pid: number): boolean;
