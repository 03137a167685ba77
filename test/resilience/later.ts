// Loaded before the server: a process that begins a while from now, by its clock.
const later = Number(process.env.USERDB_TEST_LATER) * 1000;
const Today = Date;

globalThis.Date = class extends Today {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(Today.now() + later);
    else super(...(given as [number]));
  }
  static override now(): number {
    return Today.now() + later;
  }
} as DateConstructor;
