/** What a person should know before a reading or a meter change, and what is said after. */
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { recordReading } from '../../../../shared/contracts/metering/record-reading.ts';
import type { replaceMeter } from '../../../../shared/contracts/metering/replace-meter.ts';
import type { MeterView } from '../../../../shared/metering/view.ts';
import type { Text } from '../../../../shared/text.ts';
import { fen, formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { COMMODITIES, formatQuantity, milli } from '../../../../shared/values/quantity.ts';
import { InstantText, QuantityText } from '../../../lib/format.tsx';
import { useSay } from '../../../lib/say.ts';
import { notify } from '../../../ui/notices.tsx';
import { CreditText } from './credit.tsx';

const T = {
  last: { zh: '上次读数', en: 'Last reading' },
  left: { zh: '余额', en: 'Balance' },
  backwards: {
    zh: '比上次小的读数不会被接受，除非是更正上次抄错：填写“更正原因”，按新读数重新计量。计度器走满翻转的，照实填写即可。',
    en: 'A figure below the last one is refused, unless it corrects a wrong one: then fill in the reason of the correction. When the register has passed its end, enter what it shows.',
  },
  jump: {
    zh: '用量明显高于平时的，会记下并标为“用量突增”，请当场复看表盘。',
    en: 'Unusually high use is recorded and marked as a jump: look at the register again while you stand there.',
  },
  step1: {
    zh: '旧表按最后读数结清用量，余额随之扣减。',
    en: "The old meter's use up to its final reading is taken off the balance.",
  },
  step2: {
    zh: '剩下的余额（或欠量）原样转到新表，两块表上各记一笔，凭同一张结算单。',
    en: 'What is left, or owed, goes to the new meter unchanged; both meters show it under the same document.',
  },
  step3: {
    zh: '新表从所填起数开始计量，购买次数从头计。旧表停用，记录保留。',
    en: 'The new meter counts from its initial reading, its purchase count starts anew. The old one is retired, its records stay.',
  },
} as const satisfies Record<string, Text>;

function Standing({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  return (
    <dl className="details">
      <dt>{say(T.last)}</dt>
      <dd>
        <QuantityText value={meter.registerMilli} commodity={meter.commodity} decimals={3} />{' '}
        {meter.readAt && <InstantText value={meter.readAt} />}
      </dd>
      <dt>{say(T.left)}</dt>
      <dd>
        <CreditText meter={meter} />
      </dd>
    </dl>
  );
}

export function BeforeReading({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  return (
    <>
      <Standing meter={meter} />
      <p className="muted">{say(T.backwards)}</p>
      <p className="muted">{say(T.jump)}</p>
    </>
  );
}

export function BeforeReplacing({ meter }: { meter: MeterView }): ReactNode {
  const say = useSay();
  return (
    <>
      <Standing meter={meter} />
      <ol className="steps">
        <li>{say(T.step1)}</li>
        <li>{say(T.step2)}</li>
        <li>{say(T.step3)}</li>
      </ol>
    </>
  );
}

/** An amount in the unit the meter's credit counts. */
function creditWords(meter: MeterView, amount: number): Text {
  if (meter.credit.unit === 'money') {
    const figures = formatMoneyGrouped(fen(amount));
    return { zh: `${figures} 元`, en: `${figures} yuan` };
  }
  const figures = `${formatQuantity(milli(amount))} ${COMMODITIES[meter.commodity].unit}`;
  return { zh: figures, en: figures };
}

const usedWords = (meter: MeterView, used: number): string =>
  `${formatQuantity(milli(used))} ${COMMODITIES[meter.commodity].unit}`;

export const sayRead =
  (meter: MeterView) =>
  (output: unknown): void => {
    const { recorded, usedMilli, mark } = output as OutputOf<typeof recordReading>;
    const used = usedWords(meter, usedMilli);
    if (!recorded) {
      notify({
        zh: '同一时刻的同一读数已经记过，没有重复计量。',
        en: 'This reading was there already and was not counted twice.',
      });
    } else if (mark === 'jump') {
      notify(
        {
          zh: `用量 ${used}，明显高于平时，已标为“用量突增”，请复看表盘。`,
          en: `Used ${used}: much more than usual, marked as a jump. Look at the register again.`,
        },
        'soon',
      );
    } else notify({ zh: `用量 ${used}，已计入。`, en: `Used ${used}; counted.` });
  };

export const sayReplaced =
  (meter: MeterView) =>
  (output: unknown): void => {
    const { settlementNumber, carried, toBring } = output as OutputOf<typeof replaceMeter>;
    const amount = creditWords(meter, carried);
    if (toBring) {
      notify(
        {
          zh: `结算单 ${settlementNumber}：${amount.zh} 待写入新表，写入前不能售（见“结转余额”）。`,
          en: `Settlement ${settlementNumber}: ${amount.en} must be brought to the new meter before it is sold to (see Carried credit).`,
        },
        'soon',
      );
      return;
    }
    notify({
      zh: `结算单 ${settlementNumber}：${amount.zh} 已转入新表。`,
      en: `Settlement ${settlementNumber}: ${amount.en} carried to the new meter.`,
    });
  };
