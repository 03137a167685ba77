import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Without these, Chromium calls home at every start. */
const ALONE = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** A Chromium without a window, with an empty profile; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ALONE,
    // False adds --no-sandbox.
    chromiumSandbox: canSandbox(),
  });
}

/** Chromium refuses to sandbox for root, and cannot where user namespaces are switched off. */
function canSandbox(): boolean {
  return process.getuid?.() !== 0 && spawnSync('unshare', ['--user', 'true']).status === 0;
}
