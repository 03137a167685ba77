// The page of a form: what a host may put at its head and foot, around the form and what stands in its place.

import type { ReactNode } from 'react';
import type { Labels } from '../hooks/useMessages.ts';
import type { FormLook } from './Form.tsx';
import { BrandLine, Page, type PageOptions } from './Page.tsx';
import { Slot } from './Slot.tsx';

interface Props<F> {
  form: F;
  title: string;
  /** As the host has given them. */
  page: PageOptions & FormLook<F> & { labels?: Labels };
  footer?: ReactNode;
  children: ReactNode;
}

export function FormPage<F extends { name: string }>({ form, title, page, footer, children }: Props<F>) {
  const { slots = {} } = page;
  return (
    <Page
      part={form.name}
      title={title}
      options={page}
      header={
        <Slot content={slots.header} form={form}>
          <BrandLine />
        </Slot>
      }
      footer={
        (slots.footer || footer) && (
          <Slot content={slots.footer} form={form}>
            {footer}
          </Slot>
        )
      }
    >
      {children}
    </Page>
  );
}
