// The export `userdb/react/stormpath`: react-stormpath's names, for apps that were written for it.

export {};
