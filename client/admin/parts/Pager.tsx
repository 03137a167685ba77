// The pages of a list: which rows these are, the way to others, and how many at once.

import { useId } from 'react';
import { useAdminMessages } from '../useAdminMessages.ts';
import type { ListApi } from './useList.ts';
import { SIZES } from './useUrlState.ts';

export function Pager<Row>({ list, part }: { list: ListApi<Row>; part: string }) {
  const { t, locale } = useAdminMessages();
  const id = useId();
  const { query, setQuery, total, rows } = list;
  const { page, size } = query;
  const number = new Intl.NumberFormat(locale);
  const first = (page - 1) * size;
  const range = { from: number.format(first + 1), to: number.format(first + rows.length), total: number.format(total) };

  return (
    <nav className="udb-bar" aria-label={t('admin.list.pages')} data-udb-part={`${part}-pages`}>
      <span className="udb-plain">{rows.length > 0 && t('admin.list.range', range)}</span>
      {button('previous', page - 1, page > 1)}
      {button('next', page + 1, page * size < total)}
      <span className="udb-bar">
        <label className="udb-help" htmlFor={id}>
          {t('admin.list.size')}
        </label>
        <select
          className="udb-input udb-input-small"
          id={id}
          value={size}
          onChange={(event) => setQuery({ size: Number(event.target.value) })}
        >
          {SIZES.map((one) => (
            <option className="udb-plain" key={one}>
              {one}
            </option>
          ))}
        </select>
      </span>
    </nav>
  );

  /** Never disabled, only said to be: the button that was pressed keeps the focus on the last page too. */
  function button(name: 'previous' | 'next', to: number, there: boolean) {
    return (
      <button
        className="udb-button-quiet"
        type="button"
        aria-disabled={there ? undefined : true}
        onClick={() => there && setQuery({ page: to })}
        data-udb-part={`${part}-${name}`}
      >
        {t(`admin.list.${name}`)}
      </button>
    );
  }
}
