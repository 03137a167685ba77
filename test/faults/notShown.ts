// Faults of userdb 1 that cannot be shown from outside, with the reason.

export const NOT_SHOWN: Readonly<Record<number, string>> = {};
