export function wordsToBeRoot(): string[] | undefined;
export function installForAll(asRoot: readonly string[], packages: readonly string[]): string | undefined;
export function unpack(folder: string, packages: readonly string[]): string | undefined;
export function libraryFolders(folder: string): string[];
export function quote(text: string): string;
