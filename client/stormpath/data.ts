// What stands in a form, as react-stormpath sent it: `customData.color` is `color` in `customData`.

import type { Data } from './props.ts';

/** The key for the input of a name; false: it is not sent. */
export type KeyOf = (name: string) => string | false | undefined;

export function dataOf(form: HTMLFormElement, typed: Data, keyOf: KeyOf): Data {
  const data: Data = {};
  for (const [name, value] of [...Object.entries(typed), ...new FormData(form)]) {
    const key = keyOf(name);
    if (key) put(data, key, value);
  }
  return data;
}

function put(data: Data, path: string, value: unknown) {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let inner = data;
  for (const key of keys) {
    inner[key] ??= {};
    inner = inner[key] as Data;
  }
  inner[last] = value;
}

/** What stands at a path such as `customData.color`. */
export function at(data: unknown, path: string): unknown {
  return path.split('.').reduce((inner: unknown, key) => (inner as Data | null | undefined)?.[key], data);
}
