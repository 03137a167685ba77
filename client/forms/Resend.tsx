// "Send the link again": few people need it, and who does has to be online, so it is loaded then.

import { later } from '../later.tsx';

export const Resend = later(() => import('./ResendButton.tsx'));
