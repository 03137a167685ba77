export function withLock<T>(root: string, work: () => T): T;
