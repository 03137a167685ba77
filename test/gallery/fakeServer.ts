// A server inside of the page: answers `fetch` from fixtures, so that the gallery needs none.

import type { Replies } from '../client/fixtureServer.ts';
import type { Answer, Answers } from '../client/fixtures.ts';

/** `never`: the answer does not come. `offline`: the network is gone. A function answers by what is sent. */
export type StoryAnswer = Answer | Replies[string] | 'never' | 'offline';
export type StoryAnswers = Record<string, StoryAnswer>;

export function fakeFetch(answers: StoryAnswers): typeof fetch {
  return async (input, init) => {
    const { pathname, search } = new URL(String(input), location.origin);
    const method = init?.method ?? 'GET';
    const answer = answers[`${method} ${pathname}`] ?? {
      status: 404,
      body: { status: 404, message: 'Not found' },
    };
    if (answer === 'never') return new Promise(() => {});
    if (answer === 'offline') {
      goOffline();
      throw new TypeError('Failed to fetch');
    }
    const form = init?.body;
    const sent = form instanceof FormData ? Object.fromEntries(form) : form && JSON.parse(String(form));
    const said =
      typeof answer === 'function'
        ? answer({ method, path: pathname, query: search, headers: {}, body: sent })
        : answer;
    const { status = 200, body, text, lines, headers } = said;
    const content = lines ? streamOf(lines()) : (text ?? (body === undefined ? '' : JSON.stringify(body)));
    return new Response(status === 204 ? null : content, { status, headers });
  };
}

function streamOf(lines: AsyncIterable<object>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      for await (const line of lines) controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
      controller.close();
    },
  });
}

function goOffline() {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
  dispatchEvent(new Event('offline'));
}

/** A fixture's answers over those of the usual server. */
export function withUsual(usual: Answers, own: StoryAnswers = {}): StoryAnswers {
  return { ...usual, ...own };
}
