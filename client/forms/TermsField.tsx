// The box to tick for the terms of the host, with the links in its label.

import { useUserdb } from '../context.tsx';
import type { Translate } from '../hooks/useMessages.ts';
import type { TermsKey } from '../messages/en/terms.ts';
import { CheckboxField } from './CheckboxField.tsx';
import type { FieldProps } from './TextField.tsx';

interface Props extends FieldProps {
  t: Translate<TermsKey>;
}

export function TermsField({ t, ...field }: Props) {
  const { termsUrl, privacyUrl } = useUserdb().brand;
  return (
    <CheckboxField {...field}>
      <InNewWindow href={termsUrl} text={t('terms.terms')} />
      {privacyUrl && (
        <>
          {' '}
          {t('terms.and')} <InNewWindow href={privacyUrl} text={t('terms.privacy')} />
        </>
      )}
    </CheckboxField>
  );
}

/** What is typed in the form stays where it is. */
function InNewWindow({ href, text }: { href: string | undefined; text: string }) {
  return (
    <a className="udb-link" href={href} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
