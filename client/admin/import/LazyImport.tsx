// Imports are made now and then: what they take is loaded when somebody begins one.

import { laterPart } from '../parts/laterPart.tsx';

export const LazyImport = laterPart(async () => (await import('./ImportUsers.tsx')).default);
