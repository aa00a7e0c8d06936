/**
 * A paper slip is entered: first meter and money, which are quoted at the price in force; then what else is on the
 * paper. The price cannot be chosen, and the sum is the one on the paper.
 */
import { type ReactNode, useId, useState } from 'react';
import type { InputOf } from '../../../../shared/contracts/contract.ts';
import { search } from '../../../../shared/contracts/metering/search.ts';
import { enterPaperSale } from '../../../../shared/contracts/vending/enter-paper-sale.ts';
import { quoteSale } from '../../../../shared/contracts/vending/quote-sale.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { COMMODITIES } from '../../../../shared/values/quantity.ts';
import { ask } from '../../../lib/api.ts';
import { MoneyText, QuantityText } from '../../../lib/format.tsx';
import { preferences } from '../../../lib/preferences.ts';
import { useSay } from '../../../lib/say.ts';
import { useAsk } from '../../../lib/use-api.ts';
import { MoneyInput } from '../../../ui/figure-input.tsx';
import { notify } from '../../../ui/notices.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { type OptionsProvider, RecordInput } from '../../../ui/record-input.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

const T = {
  meter: { zh: '房间或表号', en: 'Room or meter' },
  money: { zh: '票面金额（元）', en: 'Money on the paper (yuan)' },
  atNow: { zh: '按现价：', en: 'At the price in force: ' },
  total: { zh: '入账', en: 'posted' },
} as const satisfies Record<string, Text>;

const metersProvider: OptionsProvider = {
  module: 'metering',
  name: 'meters-of-rooms',
  async search(text, signal) {
    if (text.trim() === '') return [];
    const { rows } = await ask(search, { find: text.trim(), limit: 20 }, { signal });
    const { language } = preferences();
    return rows.flatMap((room) =>
      room.meters.map((meter) => ({
        value: meter.meterId,
        label: `${room.roomCode} · ${COMMODITIES[meter.commodity].title[language]} ${meter.meterNo}`,
      })),
    );
  },
};

interface Chosen {
  readonly meterId: string | undefined;
  readonly moneyFen: Money | null;
}

const HIDDEN = ['bookId', 'meterId', 'moneyFen', 'tenders', 'expectedTotalFen', 'priceVersionId'];
const NO_METER = '00000000-0000-4000-8000-000000000000';

function useQuoted({ meterId, moneyFen }: Chosen) {
  const asked = meterId !== undefined && moneyFen !== null && moneyFen > 0;
  const input = { meterId: meterId ?? NO_METER, moneyFen: moneyFen ?? undefined };
  const answer = useAsk(quoteSale, input as InputOf<typeof quoteSale>, { enabled: asked, staleTime: 0 });
  return asked ? answer : null;
}

interface EnterPaperProps {
  readonly bookId: string;
  readonly onDone: () => void;
}

export function EnterPaper({ bookId, onDone }: EnterPaperProps): ReactNode {
  const say = useSay();
  const id = useId();
  const [chosen, setChosen] = useState<Chosen>({ meterId: undefined, moneyFen: null });
  const answer = useQuoted(chosen);
  const quote = answer?.data;
  return (
    <div className="paper-entry">
      <div className="field">
        <label htmlFor={`${id}-meter`}>{say(T.meter)}</label>
        <RecordInput
          id={`${id}-meter`}
          value={chosen.meterId}
          onChange={(meterId) => setChosen({ ...chosen, meterId })}
          provider={metersProvider}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-money`}>{say(T.money)}</label>
        <MoneyInput
          id={`${id}-money`}
          value={chosen.moneyFen}
          onChange={(money) => setChosen({ ...chosen, moneyFen: typeof money === 'number' ? (money as Money) : null })}
        />
      </div>
      {answer?.isError && <RefusalAlert error={answer.error} />}
      {quote && chosen.meterId !== undefined && chosen.moneyFen !== null && (
        <>
          <p>
            {say(T.atNow)}
            {quote.priced.quantityMilli !== null && (
              <QuantityText value={quote.priced.quantityMilli} commodity={quote.commodity} decimals={3} />
            )}{' '}
            · {say(T.total)} <MoneyText value={quote.priced.totalFen} strong />
          </p>
          <OperationForm
            key={`${quote.priceVersionId}-${chosen.meterId}-${chosen.moneyFen}`}
            contract={enterPaperSale}
            given={{
              bookId,
              meterId: chosen.meterId,
              moneyFen: chosen.moneyFen,
              tenders: [{ tender: 'cash', amountFen: quote.priced.totalFen }],
              expectedTotalFen: quote.priced.totalFen,
              priceVersionId: quote.priceVersionId,
            }}
            hidden={quote.retype ? HIDDEN : [...HIDDEN, 'confirmFen']}
            affects={['reconciliation', 'metering', 'tills', 'cases']}
            onDone={(sold) => {
              const noted = sold.caseNumber === null ? '' : ` · ${sold.caseNumber}`;
              notify({
                zh: `${sold.paperNumber} 已补录，凭证 ${sold.slipNo}${noted}`,
                en: `${sold.paperNumber} entered, slip ${sold.slipNo}${noted}`,
              });
              onDone();
            }}
          />
        </>
      )}
    </div>
  );
}
