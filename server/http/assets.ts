// The files of the shipped app: never changed under one name, so kept by browsers for good; compressed by the build.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { type Encoding, encodingFor } from './encoding.ts';

const FOR_A_YEAR = { immutable: true, maxAge: '365d', index: false } as const;
const ENDINGS: Record<Encoding, string> = { br: '.br', gzip: '.gz' };

/** @param folder  with `x.js`, `x.js.br` and `x.js.gz` beside each other, and no folders in it */
export function assets(folder: string): Router {
  function takePacked(req: Request, res: Response, next: NextFunction): void {
    res.vary('Accept-Encoding');
    const encoding = encodingFor(req);
    const name = /^\/([\w.-]+)$/.exec(req.path)?.[1];
    if (encoding && name && existsSync(join(folder, name + ENDINGS[encoding]))) {
      res.type(name).set('Content-Encoding', encoding);
      req.url = `/${name}${ENDINGS[encoding]}`;
    }
    next();
  }

  return Router().use(takePacked, express.static(folder, FOR_A_YEAR));
}
