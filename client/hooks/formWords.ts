// What a form says of itself, besides what stands at its fields from the start: what is wrong, how long to wait, what
// goes on. Loaded once the form has opened.

import { clock } from '../clock.ts';
import { alerts } from '../messages/en/alerts.ts';
import { loginRefused } from '../messages/en/loginRefused.ts';
import { waiting } from '../messages/en/waiting.ts';
import type { UserdbError } from '../userdbError.ts';
import { describeError } from './describeError.ts';
import type { FieldSpec } from './fields.ts';
import type { FieldErrors, FormApi, FormValues } from './formTypes.ts';
import type { Countdown } from './useCountdown.ts';
import type { Lateness } from './useLateness.ts';
import type { Translate } from './useMessages.ts';

const WORDS = { ...alerts, ...waiting, ...loginRefused };

/** How the form stands. */
export interface Standing {
  busy: boolean;
  lateness: Lateness;
  online: boolean;
  fields: FieldSpec[];
  /** What is plainly wrong, by the name of the field. */
  problems: FieldErrors<FormValues>;
  /** What the host or the server said against it. */
  refusal: UserdbError | null;
  /** What was refused, without passwords. */
  sent: Partial<FormValues>;
  wait: Pick<Countdown, 'secondsLeft' | 'ended'>;
}

export interface Said {
  shown: Pick<FormApi<FormValues>, 'fieldErrors' | 'alert' | 'countdown' | 'status'>;
  /** The field to which the refusal belongs. */
  blamed?: string;
  /** Before the title of the window, while something is wrong. */
  titlePrefix?: string;
}

export function say(words: Translate<never>, standing: Standing): Said {
  const t = words.with(WORDS);
  const { busy, lateness, online, problems, refusal } = standing;
  const { secondsLeft, ended } = standing.wait;
  const explained = refusal && explain(t, refusal, standing);
  const blamed = explained?.field;
  const fieldErrors = blamed ? { ...problems, [blamed]: explained.text } : problems;
  const wrong = Object.values(fieldErrors).filter(Boolean).length;
  const backOnline = refusal?.code === 'OFFLINE' && online && !busy;
  const alert = alertText();
  const countdown = secondsLeft > 0 ? t('error.waitLeft', { time: clock(secondsLeft) }) : '';
  const status = lateness === 'long' ? t('pending.long') : backOnline ? t('online.again') : '';
  const titlePrefix = alert && t('error.title', { title: '' });
  return { shown: { fieldErrors, alert, countdown, status }, blamed, titlePrefix };

  function alertText() {
    if (busy) return '';
    if (secondsLeft > 0) return t('error.wait');
    if (wrong > 0) return t(wrong === 1 ? 'error.one' : 'error.many', { n: wrong });
    if (ended && (!refusal || refusal.status === 429)) return t('error.waitOver');
    return explained && !backOnline ? explained.text : '';
  }
}

/** The sentence, and the field to blame if it is on the form. */
function explain(t: Translate<keyof typeof loginRefused>, refusal: UserdbError, { fields, sent }: Standing) {
  const name = blamedField(refusal);
  const field = fields.find((spec) => spec.name === name);
  if (field && refusal.code === 'FIELD_REQUIRED') return { field: name, text: field.missing };
  const address = masked(sent.login ?? '') ?? t('login.theAddress');
  const minutes = Math.ceil((refusal.retryAfter ?? 0) / 60);
  return { field: field && name, text: describeError(t, refusal, { address, minutes }) };
}

/** As the server says or as the code tells by itself. */
function blamedField({ code = '', fields = {} }: UserdbError): string | undefined {
  return Object.keys(fields)[0] ?? /^(PASSWORD|EMAIL|USERNAME)_/.exec(code)?.[1]?.toLowerCase();
}

/** `a…@example.com`: enough to recognise, no more than somebody looking on should read. */
function masked(login: string): string | null {
  const at = login.lastIndexOf('@');
  return at > 0 ? `${login[0]}…${login.slice(at)}` : null;
}
