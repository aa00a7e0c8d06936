/** Printing: the first at once, every further one with its reason; the server counts and marks. */
import { type ReactNode, useState } from 'react';
import type { OperationContract, OutputOf } from '../../../../shared/contracts/contract.ts';
import type { printDaySheet } from '../../../../shared/contracts/reconciliation/print-day-sheet.ts';
import type { slip as slipContract } from '../../../../shared/contracts/reconciliation/slip.ts';
import type { Text } from '../../../../shared/text.ts';
import { InstantText } from '../../../lib/format.tsx';
import { usePreferences } from '../../../lib/preferences.ts';
import { printPdf } from '../../../lib/print.ts';
import { useSay } from '../../../lib/say.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

const T = {
  preview: { zh: '预览', en: 'Preview' },
  printed: { zh: '第 {number} 次打印', en: 'Print {number}' },
  never: { zh: '尚未打印', en: 'Not printed yet' },
  a4: { zh: 'A4', en: 'A4' },
  carbon: { zh: '三联纸 241×140 毫米', en: 'Carbon paper 241 × 140 mm' },
} as const satisfies Record<string, Text>;

export interface PrintedDocument {
  /** Operation that records the print. */
  readonly contract: OperationContract;
  /** What names the document, in the operation's input and in the download's address. */
  readonly id: { readonly slipId: string } | { readonly sheetId: string };
  /** slip.pdf or day-sheet.pdf */
  readonly file: string;
  readonly prints: OutputOf<typeof slipContract>['prints'];
  readonly may: boolean;
}

export function PrintDocument({ contract, id, file, prints, may }: PrintedDocument): ReactNode {
  const say = useSay();
  const { language } = usePreferences();
  const [asking, setAsking] = useState(false);
  const address = (printId?: string): string =>
    `/api/reconciliation/${file}?${new URLSearchParams({ ...id, ...(printId ? { printId } : {}), language })}`;
  const done = (output: OutputOf<typeof printDaySheet>): void => {
    setAsking(false);
    void printPdf(address(output.printId));
  };
  return (
    <section className="stack">
      <div className="row">
        {may && <Button onClick={() => setAsking(true)}>{say(W.print)}</Button>}
        <a href={address()} target="_blank" rel="noopener noreferrer">
          {say(T.preview)}
        </a>
      </div>
      {prints.length === 0 ? (
        <p className="muted">{say(T.never)}</p>
      ) : (
        <ul className="plain-list">
          {prints.map((print) => (
            <li key={print.printId}>
              {say(T.printed, { number: print.printNo })} · {print.personName} <InstantText value={print.at} />{' '}
              {print.reason}
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <Dialog title={say(contract.title)} onClose={() => setAsking(false)}>
          <OperationForm
            contract={contract}
            given={id as never}
            hidden={[...Object.keys(id), ...(prints.length === 0 ? ['reason', 'copy'] : [])]}
            labels={{ 'paper.A4': T.a4, 'paper.slip-241x140': T.carbon }}
            submit={W.print}
            onDone={(output) => done(output as OutputOf<typeof printDaySheet>)}
            onCancel={() => setAsking(false)}
          />
        </Dialog>
      )}
    </section>
  );
}
