// While developing, the page comes from Vite and the answers from the userdb server beside it.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://localhost:3000';
const endpoints = ['/login', '/logout', '/me', '/register', '/verify', '/forgot', '/change', '/password-policy'];

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: Object.fromEntries(
      endpoints.map((path) => [
        path,
        {
          target: server,
          // A page and the data of a page share an address: what asks for a page gets ours.
          bypass: ({ headers }) => (headers.accept?.includes('text/html') ? '/index.html' : undefined),
        },
      ]),
    ),
  },
});
