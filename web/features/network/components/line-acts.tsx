/** What is done with a line, and what is said afterwards: a broadcast and a search answer with figures. */
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { attachMeter } from '../../../../shared/contracts/network/attach-meter.ts';
import { changeLine } from '../../../../shared/contracts/network/change-line.ts';
import { closeLine } from '../../../../shared/contracts/network/close-line.ts';
import { discoverMeters } from '../../../../shared/contracts/network/discover-meters.ts';
import { setClock } from '../../../../shared/contracts/network/set-clock.ts';
import type { LineView } from '../../../../shared/network/view.ts';
import { ATTACH_RESULTS } from '../../../../shared/network/words.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { type Act, Acts } from '../../../ui/acts.tsx';
import { notify } from '../../../ui/notices.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { linesProvider, metersProvider } from '../providers.ts';
import { NETWORK_LABELS } from '../words.ts';

const T = {
  unreached: { zh: '线路不通，没有发送', en: 'The line cannot be reached; nothing was sent' },
  says: { zh: '表内表号：{number}', en: 'The meter says: {number}' },
  found: { zh: '找到 {count} 块表', en: 'Meters found: {count}' },
  cut: { zh: '时间不够，没有搜完；请填地址末几位缩小范围。', en: 'Time ran out. Narrow it down by the last figures.' },
  known: { zh: '已登记', en: 'registered' },
  unknown: { zh: '未登记', en: 'not registered' },
  nobody: { zh: '没有表应答', en: 'Nobody answers' },
} as const satisfies Record<string, Text>;

const tellClock = (output: unknown): void => {
  const { reached, right, off, silent, unasked } = output as OutputOf<typeof setClock>;
  if (!reached) {
    notify(T.unreached, 'wrong');
    return;
  }
  notify(
    {
      zh: `时钟准确 ${right}，偏差 ${off}，无应答 ${silent}，未及核对 ${unasked}`,
      en: `Right ${right}, off ${off}, silent ${silent}, not asked ${unasked}`,
    },
    off + silent + unasked === 0 ? 'right' : 'soon',
  );
};

type Attached = OutputOf<typeof attachMeter>;

/** Stays open until the meter is attached: what stood against it is said above the form. */
function AttachForm({ lineId, close }: { readonly lineId?: string; readonly close: () => void }): ReactNode {
  const say = useSay();
  const [last, setLast] = useState<Attached | null>(null);
  return (
    <div className="stack">
      {last !== null && (
        <div className="refusal tone-wrong" role="alert">
          <strong>{say(ATTACH_RESULTS[last.result])}</strong>
          {last.saidNumber !== null && <p>{say(T.says, { number: last.saidNumber })}</p>}
        </div>
      )}
      <OperationForm
        contract={attachMeter}
        given={lineId === undefined ? {} : { lineId }}
        hidden={lineId === undefined ? [] : ['lineId']}
        providers={{ meterId: metersProvider, lineId: linesProvider }}
        labels={NETWORK_LABELS}
        submit={attachMeter.title}
        affects={['metering']}
        onCancel={close}
        onDone={(output) => {
          if (output.result !== 'attached') setLast(output);
          else close();
        }}
      />
    </div>
  );
}

function SearchForm({ lineId, close }: { readonly lineId: string; readonly close: () => void }): ReactNode {
  const say = useSay();
  const [found, setFound] = useState<OutputOf<typeof discoverMeters> | null>(null);
  return (
    <div className="stack">
      <OperationForm
        contract={discoverMeters}
        given={{ lineId }}
        hidden={['lineId']}
        submit={discoverMeters.title}
        onCancel={close}
        onDone={setFound}
      />
      {found !== null && (
        <section aria-live="polite">
          <strong>{say(found.reached ? T.found : T.unreached, { count: found.rows.length })}</strong>
          {found.reached && !found.complete && <p className="muted">{say(T.cut)}</p>}
          {found.reached && found.complete && found.rows.length === 0 && <p className="muted">{say(T.nobody)}</p>}
          <ul>
            {found.rows.map(({ address, meterNo }) => (
              <li key={address}>
                <span className="figure">{address}</span> {meterNo ?? ''}{' '}
                <span className="muted">{say(meterNo === null ? T.unknown : T.known)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

export const attachAct = (lineId?: string): Act => ({
  contract: attachMeter,
  form: (close) => <AttachForm {...(lineId === undefined ? {} : { lineId })} close={close} />,
});

function actsOf(line: LineView): readonly Act[] {
  const { lineId, name, host, port, path, baud, parity, answerMs, byteMs, gapMs, retries, transport } = line;
  const shared = { given: { lineId }, hidden: ['lineId'], labels: NETWORK_LABELS };
  const place = transport === 'tcp' ? { host, port } : { path, baud, parity };
  const others = transport === 'tcp' ? ['path', 'baud', 'parity'] : ['host', 'port'];
  return [
    { ...attachAct(lineId), primary: true },
    { contract: discoverMeters, form: (close) => <SearchForm lineId={lineId} close={close} /> },
    { ...shared, contract: setClock, onDone: tellClock },
    {
      ...shared,
      contract: changeLine,
      hidden: ['lineId', ...others],
      given: { lineId, name, ...place, answerMs, byteMs, gapMs, retries },
    },
    { ...shared, contract: closeLine, danger: true },
  ];
}

export function LineActs({ line }: { readonly line: LineView }): ReactNode {
  return (
    <div className="row">
      <Acts can={line.can} acts={actsOf(line)} of={line.name} />
    </div>
  );
}
