// All stories at once, each in a frame of its own, so that each has its own page, time and network.

import { useState } from 'react';
import type { Story } from './story.ts';
import { VARIANTS } from './variants.ts';

const SHOWN = ['light', 'dark', 'rtl', 'narrow'];

export function Overview({ stories }: { stories: readonly Story[] }) {
  const [variant, setVariant] = useState('light');
  const [screen, setScreen] = useState('');
  const { width = 460, colorScheme = 'light', locale = 'en' } = VARIANTS.find((one) => one.name === variant) ?? {};
  const screens = [...new Set(stories.map((story) => story.name.split('/')[0] ?? ''))];
  const shown = stories.filter((story) => screen === '' || story.name.startsWith(`${screen}/`));
  return (
    <main className="gallery">
      <h1>The screens of userdb</h1>
      <form className="gallery-choice">
        <label>
          Screen{' '}
          <select value={screen} onChange={(event) => setScreen(event.target.value)}>
            <option value="">all</option>
            {screens.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label>
          Look{' '}
          <select value={variant} onChange={(event) => setVariant(event.target.value)}>
            {SHOWN.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      </form>
      <div className="gallery-sheet">
        {shown.map(({ name }) => (
          <figure key={`${name} ${variant}`}>
            <figcaption>
              <a href={address(name, locale)}>{name}</a>
            </figcaption>
            <iframe
              title={name}
              src={address(name, locale)}
              width={width}
              height={760}
              loading="lazy"
              style={{ colorScheme }}
            />
          </figure>
        ))}
      </div>
    </main>
  );
}

function address(name: string, locale: string) {
  return `/?story=${encodeURIComponent(name)}&locale=${locale}`;
}
