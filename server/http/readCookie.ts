// One cookie out of the header that has them all.
import type { Request } from 'express';

/** The value as it was sent; undefined when the request has no cookie of that name. */
export function readCookie(req: Request, name: string): string | undefined {
  const pairs = (req.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  const pair = pairs.find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
