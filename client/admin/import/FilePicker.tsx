// A file, by a button or dropped here.

import { type DragEvent, useId, useRef, useState } from 'react';
import { MOST_MEGABYTES } from './importRun.ts';
import type { StepProps } from './steps.ts';
import { Theirs } from './WrongCells.tsx';

const ACCEPT = '.csv,.xlsx,.tsv,.txt';

export function FilePicker({ of, t }: StepProps) {
  const { file, preview, result } = of;
  const refused = (result ?? preview)?.refused;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    of.choose(event.dataTransfer.files);
  }

  return (
    <fieldset
      className="udb-drop"
      aria-label={t('admin.import.file')}
      data-state={over ? 'over' : undefined}
      onDragOver={(event) => {
        // Else the browser would open the file in place of the page.
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      data-udb-part="import-drop"
    >
      <input
        className="udb-sr"
        type="file"
        accept={ACCEPT}
        tabIndex={-1}
        aria-hidden="true"
        ref={input}
        onChange={({ target }) => {
          of.choose(target.files ?? []);
          // So that the same one can be chosen again, once it was corrected.
          target.value = '';
        }}
        data-udb-part="import-file"
      />
      <button
        className="udb-button-quiet"
        type="button"
        aria-describedby={id}
        onClick={() => input.current?.click()}
        data-udb-part="import-choose"
      >
        {t(refused ? 'admin.import.chooseCorrected' : file ? 'admin.import.chooseOther' : 'admin.import.choose')}
      </button>
      <span className="udb-help" id={id}>
        {file && (
          <strong className="udb-strong">
            <Theirs text={file.name} />
          </strong>
        )}{' '}
        {t('admin.import.drop', { most: MOST_MEGABYTES })}
      </span>
    </fieldset>
  );
}
