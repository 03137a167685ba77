// What a message is: a sentence with places for values, or a function of them where the words depend on a number.

export type Vars = Record<string, string | number>;

/** `{name}` takes a value, `%APP%` the name of the application. */
export type Message = string | ((vars: Vars) => string);
