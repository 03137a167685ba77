// While developing, the page comes from Vite and the answers from the userdb server beside it.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const target = 'http://localhost:3000';

/** Endpoints that have a page at the same address. */
const pages = 'login|logout|me|register|verify|forgot|change|expired|welcome';
/** Endpoints that have none, and the pages that are the server's own. */
const others =
  'welcomed|password-policy|users|accounts|roles|events|oauth|openapi.json|import-users-example.csv|mailbox';

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: {
      [`^/(${others})(?=[/?]|$)`]: { target },
      [`^/(${pages})(?=[/?]|$)`]: {
        target,
        // What asks for a page gets ours.
        bypass: ({ method, headers }) =>
          method === 'GET' && headers.accept?.includes('text/html') ? '/index.html' : undefined,
      },
    },
  },
});
