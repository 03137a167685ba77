// Imports are made now and then: what they take is loaded when somebody begins one.

import { later } from '../parts/later.tsx';

export const LazyImport = later(async () => (await import('./ImportUsers.tsx')).default);
