/** What the viewer may do with a sale now, as the server says. One act at a time, its form below the buttons. */
import { type ReactNode, useState } from 'react';
import { fullName } from '../../../../shared/contracts/contract.ts';
import { deliverAgain } from '../../../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../../../shared/contracts/vending/look-up-delivery.ts';
import { printAtCounter } from '../../../../shared/contracts/vending/print-at-counter.ts';
import { printSlip } from '../../../../shared/contracts/vending/print-slip.ts';
import { requestReversal } from '../../../../shared/contracts/vending/request-reversal.ts';
import type { SaleView } from '../../../../shared/vending/view.ts';
import { SALE_STATE_TITLES } from '../../../../shared/vending/words.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import { notify } from '../../../ui/notices.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PAPER_LABELS } from '../words.ts';

const ACTS = [printSlip, printAtCounter, deliverAgain, lookUpDelivery, requestReversal] as const;
const HIDDEN = ['saleId'];

/** What became of the delivery is said in the words of the sale's state. */
const tellState = ({ state }: { readonly state: SaleView['state'] }): void =>
  notify(SALE_STATE_TITLES[state], state === 'delivered' ? 'right' : 'soon');

interface FormProps {
  readonly sale: SaleView;
  readonly act: (typeof ACTS)[number];
  readonly onEnd: () => void;
}

function ActForm({ sale, act, onEnd }: FormProps): ReactNode {
  const { slipPaper } = usePreferences();
  const given = { saleId: sale.saleId };
  if (act === printSlip) {
    return (
      <OperationForm
        contract={printSlip}
        given={{ ...given, paper: slipPaper }}
        hidden={sale.prints.length === 0 ? [...HIDDEN, 'reason'] : HIDDEN}
        labels={PAPER_LABELS}
        submit={printSlip.title}
        onCancel={onEnd}
        onDone={({ url }) => {
          onEnd();
          void printPdf(url);
        }}
      />
    );
  }
  if (act === printAtCounter) {
    return (
      <OperationForm
        contract={printAtCounter}
        given={given}
        hidden={sale.prints.length === 0 ? [...HIDDEN, 'reason'] : HIDDEN}
        submit={printAtCounter.title}
        onCancel={onEnd}
        onDone={({ url, end }) => {
          onEnd();
          if (end.result !== 'answered') void printPdf(url);
        }}
      />
    );
  }
  if (act === requestReversal) {
    return (
      <OperationForm
        contract={requestReversal}
        given={given}
        hidden={HIDDEN}
        submit={act.title}
        onCancel={onEnd}
        onDone={onEnd}
      />
    );
  }
  return (
    <OperationForm
      contract={act === deliverAgain ? deliverAgain : lookUpDelivery}
      given={given}
      hidden={HIDDEN}
      submit={act.title}
      affects={['metering', 'ledger', 'cases']}
      onCancel={onEnd}
      onDone={(output) => {
        tellState(output);
        onEnd();
      }}
    />
  );
}

export function SaleActs({ sale }: { sale: SaleView }): ReactNode {
  const say = useSay();
  const [acting, setActing] = useState<(typeof ACTS)[number] | null>(null);
  const now = ACTS.filter((act) => sale.can.includes(fullName(act)));
  if (now.length === 0) return null;
  return (
    <section className="stack">
      <div className="row">
        {now.map((act) => (
          <Button key={act.name} aria-expanded={act === acting} onClick={() => setActing(act === acting ? null : act)}>
            {say(act.title)}
          </Button>
        ))}
      </div>
      {acting && (
        <div className="sale-act">
          <ActForm key={acting.name} sale={sale} act={acting} onEnd={() => setActing(null)} />
        </div>
      )}
    </section>
  );
}
