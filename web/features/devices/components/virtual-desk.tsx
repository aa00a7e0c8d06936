/**
 * The virtual desk: where the counter's devices are virtual, these buttons are the hand that puts a card on the reader
 * and into the meter. Shows nothing at a counter with real devices.
 */
import { Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { deviceHealth } from '../../../../shared/contracts/devices/device-health.ts';
import { virtualInsertIntoMeter } from '../../../../shared/contracts/devices/virtual-insert-into-meter.ts';
import { virtualPlaceCard } from '../../../../shared/contracts/devices/virtual-place-card.ts';
import { virtualRemoveCard } from '../../../../shared/contracts/devices/virtual-remove-card.ts';
import { virtualState } from '../../../../shared/contracts/devices/virtual-state.ts';
import type { OrderEnd } from '../../../../shared/devices/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { fen, formatMoney } from '../../../../shared/values/money.ts';
import { mayCallNamed } from '../../../lib/abilities.ts';
import { type Say, useSay } from '../../../lib/say.ts';
import { useSession } from '../../../lib/session.ts';
import { useAsk, useOperation } from '../../../lib/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import '../devices.css';

const T = {
  title: { zh: '虚拟桌面', en: 'Virtual desk' },
  help: {
    zh: '本终端用虚拟设备：代替手放卡、取卡、把卡插入电表。卡和表都不是真的。',
    en: 'This terminal has virtual devices: these buttons place cards, take them off and put them into meters. None is real.',
  },
  blank: { zh: '放一张空白卡', en: 'Place a blank card' },
  blankOfStock: { zh: '放库存空白卡', en: 'Place a blank card of the stock' },
  unknown: { zh: '放未登记的卡', en: 'Place a card nobody registered' },
  existing: { zh: '放这张卡', en: 'Place this card' },
  remove: { zh: '取走卡', en: 'Take the card off' },
  choose: { zh: '已有的卡', en: 'Cards at hand' },
  meter: { zh: '表号', en: 'Meter number' },
  insert: { zh: '插入电表', en: 'Put into the meter' },
  look: { zh: '查看桌面', en: 'Look at the desk' },
  empty: { zh: '读卡器上没有卡', en: 'Nothing lies on the reader' },
  onReader: { zh: '读卡器上：{card}', en: 'On the reader: {card}' },
  shown: { zh: '表上显示：{displayed}', en: 'The meter shows: {displayed}' },
  meterState: {
    zh: '{meterNo}：剩余 {money} 元，购电 {times} 次',
    en: '{meterNo}: {money} yuan left, bought {times} times',
  },
  failed: { zh: '没有做成：{why}', en: 'Came to nothing: {why}' },
  offline: { zh: '柜台程序没有连接', en: 'The agent is not connected' },
  unanswered: { zh: '柜台程序没有答复', en: 'The agent did not answer' },
} as const satisfies Record<string, Text>;

type Desk = NonNullable<OutputOf<typeof virtualState>['answer']>;

/** Null when it was done. */
function whyNot(end: OrderEnd, say: Say): string | null {
  if (end.result === 'answered') return null;
  if (end.result === 'failed') return say(T.failed, { why: end.detail ?? end.failure ?? '' });
  return say(end.result === 'offline' ? T.offline : T.unanswered);
}

interface Handed {
  readonly end: OrderEnd;
  readonly answer: unknown;
}

/** Four orders of one shape; after each the desk is looked at again. */
function useHands(terminalId: string) {
  const say = useSay();
  const affects = ['cards'];
  const place = useOperation(virtualPlaceCard, affects);
  const remove = useOperation(virtualRemoveCard, affects);
  const insert = useOperation(virtualInsertIntoMeter, affects);
  const state = useOperation(virtualState);
  const [desk, setDesk] = useState<Desk | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const look = async (): Promise<Desk | null> => {
    state.edited();
    const seen = await state.send({ terminalId });
    if (seen?.answer) setDesk(seen.answer);
    else if (seen) setSaid(whyNot(seen.end, say));
    return seen?.answer ?? null;
  };
  const then = async (done: Handed | undefined): Promise<void> => {
    if (done === undefined) return;
    const shown = (done.answer as { displayed?: string } | null)?.displayed;
    setSaid(whyNot(done.end, say) ?? (shown === undefined ? null : say(T.shown, { displayed: shown })));
    await look();
  };
  return {
    desk,
    said,
    look,
    busy: [place, remove, insert, state].some((one) => one.busy),
    refusal: [place, remove, insert, state].find((one) => one.refusal)?.refusal,
    async placeCard(card: 'blank' | 'existing', serial?: string) {
      place.edited();
      await then(await place.send({ terminalId, card, ...(serial === undefined ? {} : { serial }) }));
    },
    /** The first of these that was not at hand yet; where all were, the first. */
    async placeOneOf(serials: readonly string[]) {
      const atHand = new Set((desk ?? (await look()))?.cards.map((card) => card.serial));
      const fresh = serials.find((serial) => !atHand.has(serial));
      await this.placeCard(fresh === undefined ? 'existing' : 'blank', fresh ?? serials[0]);
    },
    async removeCard() {
      remove.edited();
      await then(await remove.send({ terminalId }));
    },
    async insertInto(meterNo: string) {
      insert.edited();
      await then(await insert.send({ terminalId, meterNo }));
    },
  };
}

function DeskState({ desk }: { desk: Desk }): ReactNode {
  const say = useSay();
  const label = desk.cards.find((card) => card.serial === desk.onReader)?.label;
  const card = `${desk.onReader ?? ''} ${label ?? ''}`.trim();
  return (
    <>
      <p>{desk.onReader === null ? say(T.empty) : say(T.onReader, { card })}</p>
      {desk.meters.map(({ meterNo, remainingFen, purchaseCount }) => (
        <p key={meterNo} className="figure">
          {say(T.meterState, { meterNo, money: formatMoney(fen(remainingFen)), times: purchaseCount })}
        </p>
      ))}
    </>
  );
}

interface VirtualDeskProps {
  /** Missing: the terminal one sits at. */
  readonly terminalId?: string;
  /** The meter whose card is at hand, to be put into it with one press. */
  readonly meterNo?: string;
  /** Serials of the house's blank cards. */
  readonly blanks?: readonly string[];
}

function Hands({ terminalId, meterNo: given, blanks = [] }: VirtualDeskProps & { terminalId: string }): ReactNode {
  const say = useSay();
  const id = useId();
  const hands = useHands(terminalId);
  const [serial, setSerial] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const meterNo = typed ?? given ?? '';
  const { desk, busy } = hands;
  const button = (text: Text, act: () => Promise<unknown>, disabled = false): ReactNode => (
    <Button size="small" disabled={busy || disabled} onClick={() => void act()}>
      {say(text)}
    </Button>
  );
  return (
    <>
      <div className="row">
        {blanks.length > 0 && button(T.blankOfStock, () => hands.placeOneOf(blanks))}
        {button(blanks.length > 0 ? T.unknown : T.blank, () => hands.placeCard('blank'))}
        {button(T.remove, hands.removeCard)}
        {button(T.look, hands.look)}
      </div>
      {desk !== null && desk.cards.length > 0 && (
        <div className="row">
          <label htmlFor={`${id}-card`}>{say(T.choose)}</label>
          <select
            id={`${id}-card`}
            className="native-select"
            value={serial}
            onChange={(event) => setSerial(event.target.value)}
          >
            <option value="" />
            {desk.cards.map((card) => (
              <option key={card.serial} value={card.serial}>
                {card.label} {card.serial}
              </option>
            ))}
          </select>
          {button(T.existing, () => hands.placeCard('existing', serial), serial === '')}
        </div>
      )}
      <div className="row">
        <label htmlFor={`${id}-meter`}>{say(T.meter)}</label>
        <Input
          id={`${id}-meter`}
          value={meterNo}
          maxLength={12}
          autoComplete="off"
          style={{ width: 160 }}
          onChange={(event) => setTyped(event.target.value)}
        />
        {button(T.insert, () => hands.insertInto(meterNo.padStart(12, '0')), !/^\d{1,12}$/.test(meterNo))}
      </div>
      {hands.said !== null && <p role="status">{hands.said}</p>}
      {desk !== null && <DeskState desk={desk} />}
      {hands.refusal && <RefusalAlert error={hands.refusal} />}
    </>
  );
}

export function VirtualDesk({ terminalId, meterNo, blanks }: VirtualDeskProps): ReactNode {
  const say = useSay();
  const post = useSession()?.post ?? null;
  const terminal = useAsk(deviceHealth, terminalId === undefined ? {} : { terminalId }).data?.terminal ?? null;
  if (terminal === null || !terminal.virtual || !mayCallNamed('devices.virtual-state', post)) return null;
  return (
    <section className="panel padded virtual-desk" aria-label={say(T.title)}>
      <h2>{say(T.title)}</h2>
      <p className="muted">{say(T.help)}</p>
      <Hands
        terminalId={terminal.terminalId}
        {...(meterNo === undefined ? {} : { meterNo })}
        {...(blanks === undefined ? {} : { blanks })}
      />
    </section>
  );
}
