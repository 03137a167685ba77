import { worksWith } from './worksWith.ts';

worksWith({ react: 18 });
