export function installPackages(root: string): void;
export function isInstalled(root: string): boolean;
