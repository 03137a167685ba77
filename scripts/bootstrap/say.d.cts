export function say(line: string): void;
export function fail(line: string): never;
