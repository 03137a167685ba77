// What a form says of itself, besides what stands at its fields from the start: what is wrong, how long to wait, what
// goes on. Loaded once the form has opened.

import { clock } from '../clock.ts';
import { markTitle } from '../errorTitle.ts';
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
  /** The first of its inputs; a hook may stand for a form that is not on the page. */
  inputId: string;
  check(form: HTMLFormElement): FieldErrors<FormValues>;
  setProblems(problems: FieldErrors<FormValues>): void;
}

export interface Said {
  shown: Pick<FormApi<FormValues>, 'fieldErrors' | 'alert' | 'countdown' | 'status'>;
  /** The field to which the refusal belongs. */
  blamed?: string;
  /** What is to be done after each render: the screen may have named the window anew, or changed its language. */
  afterRender?(): (() => void) | undefined;
}

/** The language in which problems were found. */
const languages = new WeakMap<object, string>();

export function say(words: Translate<'language'>, standing: Standing): Said {
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
  return { shown: { fieldErrors, alert, countdown, status }, blamed, afterRender };

  function afterRender() {
    const input = document.getElementById(standing.inputId) as HTMLInputElement | null;
    if (!input?.form) return;
    sayAgain(t, input.form, standing);
    return alert ? markTitle(t('error.title', { title: '' })) : undefined;
  }

  function alertText() {
    if (busy) return '';
    if (secondsLeft > 0) return t('error.wait');
    if (wrong > 0) return t(wrong === 1 ? 'error.one' : 'error.many', { n: wrong });
    if (ended && (!refusal || refusal.status === 429)) return t('error.waitOver');
    return explained && !backOnline ? explained.text : '';
  }
}

/** Those of the same fields, in the words of today. */
function sayAgain(t: Translate<'language'>, form: HTMLFormElement, { problems, check, setProblems }: Standing) {
  const language = t('language');
  const before = languages.get(problems) ?? language;
  languages.set(problems, language);
  if (before === language) return;
  const marked = Object.entries(check(form)).filter(([name]) => problems[name]);
  setProblems(Object.fromEntries(marked));
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
