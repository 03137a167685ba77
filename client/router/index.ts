// The export `userdb/react/router`: for react-router 7 and 8.

export {};
