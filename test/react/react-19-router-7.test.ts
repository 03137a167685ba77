import { worksWith } from './worksWith.ts';

worksWith({ react: 19, router: 7 });
