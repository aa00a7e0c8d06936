/**
 * What the agent asks of a slip printer, whatever it hangs on. Only one `print` of a printer runs at a time.
 *
 * A printer that took part of a slip and then failed says so: `sent` tells apart what certainly is not on paper from
 * what may be, because only the former may be sent again under the same job.
 */
import type { DeviceReport } from '../../shared/agent/protocol.ts';

export type PrinterState = Pick<DeviceReport, 'state' | 'detail'>;

export interface Printer {
  readonly name: string;
  state(): Promise<PrinterState>;
  /** Resolves when the printer has taken all of it and reports no trouble. @throws PrinterFailure */
  print(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export class PrinterFailure extends Error {
  override readonly name = 'PrinterFailure';
  readonly failure: 'no-printer' | 'paper-out' | 'printer-fault';
  /** Bytes of the slip may have reached the printer. */
  readonly sent: boolean;

  constructor(failure: PrinterFailure['failure'], detail: string, sent: boolean) {
    super(detail);
    this.failure = failure;
    this.sent = sent;
  }
}
