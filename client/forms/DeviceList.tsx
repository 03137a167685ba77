// Where the person is signed in, with a button for each place but this one. Nothing where the server does not tell.

import { useEffect, useRef } from 'react';
import { readAgent } from '../agent.ts';
import { describeError } from '../hooks/describeError.ts';
import { useDevices } from '../hooks/useDevices.ts';
import { useLateness } from '../hooks/useLateness.ts';
import type { Translate } from '../hooks/useMessages.ts';
import { type Labels, useMessages } from '../hooks/useMessages.ts';
import { type AccountKey, account } from '../messages/en/account.ts';
import { waiting } from '../messages/en/waiting.ts';
import type { Device } from '../wire.ts';
import { Skeleton } from './Skeleton.tsx';
import { TryAgain } from './TryAgain.tsx';
import { When } from './When.tsx';

export interface DeviceListProps {
  /** Words for this one. */
  labels?: Labels;
  /** The list is asked for again when it changes. */
  version?: number;
}

export function DeviceList({ labels, version }: DeviceListProps) {
  const { t } = useMessages(labels, account);
  const { state, devices, error, pending, ended, end, again } = useDevices(version);
  const lateness = useLateness(state === 'loading');
  const list = useRef<HTMLUListElement>(null);

  // The button that was pressed has gone with its place.
  useEffect(() => {
    if (ended && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [ended]);

  if (state === 'none') return null;
  if (state === 'failed' && error) return <TryAgain error={error} again={again} part="devices" t={t} />;
  if (state === 'loading') return <Skeleton fields={1} lateness={lateness} text={t.with(waiting)('pending.loading')} />;
  const done =
    ended === 'others' ? t('devices.othersEnded') : ended && t('devices.ended', { device: nameOf(ended, t) });
  return (
    <>
      <ul className="udb-devices" data-udb-part="devices" ref={list} tabIndex={-1} aria-label={t('devices.title')}>
        {devices.map((device) => (
          <li key={device.id} className="udb-device" data-udb-part="device">
            <div className="udb-device-text">
              <strong className="udb-strong">{nameOf(device, t)}</strong>
              <p className="udb-help">
                {device.current ? (
                  t('devices.this')
                ) : (
                  <>
                    {t('devices.seen')} <When time={device.lastSeenAt} />
                  </>
                )}
              </p>
              <p className="udb-help">
                <bdi className="udb-plain">{device.address}</bdi>
              </p>
            </div>
            {!device.current && (
              <button
                className="udb-button-quiet"
                type="button"
                aria-label={t('devices.end', { device: nameOf(device, t) })}
                aria-disabled={pending || undefined}
                onClick={() => void end(device)}
                data-udb-part="device-end"
              >
                {t('link.logout')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <button
          className="udb-button-quiet"
          type="button"
          aria-disabled={pending || undefined}
          onClick={() => void end('others')}
          data-udb-part="devices-others"
        >
          {t('devices.endOthers')}
        </button>
      )}
      <p className="udb-status" role="status">
        {error ? describeError(t, error) : !pending && done}
      </p>
    </>
  );
}

function nameOf({ userAgent }: Device, t: Translate<AccountKey>): string {
  const { browser, system } = readAgent(userAgent ?? '');
  if (browser && system) return t('devices.name', { browser, system });
  // A program, such as `curl/8.5.0`.
  return browser ?? system ?? (userAgent?.split(' ')[0] || t('devices.unknown'));
}
