// What a story is: a screen, what the server answers it, and what a person does there.

import type { ReactNode } from 'react';
import type { StoryAnswers } from './fakeServer.ts';

export interface Story {
  /** `login/wrong`: the screen and its state. */
  name: string;
  render(): ReactNode;
  answers?: StoryAnswers;
  /** The path of the page, for screens that go by it. */
  path?: string;
  /** The query of the page, e.g. `?sptoken=good`. */
  query?: string;
  play?(): Promise<void>;
}

/** Stories of one screen, each with its state as name. */
export function storiesOf(
  screen: string,
  render: () => ReactNode,
  states: Record<string, Omit<Story, 'name' | 'render'> & { render?(): ReactNode }>,
): Story[] {
  return Object.entries(states).map(([state, story]) => ({ render, ...story, name: `${screen}/${state}` }));
}
