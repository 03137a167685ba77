// A stylesheet that the bundler takes in by its name alone.
declare module '*.css';
